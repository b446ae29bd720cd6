"""The conditions of 総括表 and of the lists of reports and items."""

import pytest
from django.http import QueryDict

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel, State
from pledges.models import PledgeSet
from pledges.reports.filters import PledgeItemFilter, ProgressReportFilter, SummaryFilter
from tests.factories.organizations import DepartmentFactory, UserFactory
from tests.factories.pledge_sets import PledgeSetFactory, published_report, report_in, tree

pytestmark = pytest.mark.django_db


def rows(filter_class, query):
    filterset = filter_class.of(QueryDict(query))
    assert filterset.is_valid(), filterset.form.errors
    return list(filterset.rows())


def errors(filter_class, query):
    filterset = filter_class.of(QueryDict(query))
    assert not filterset.is_valid()
    return [text for found in filterset.form.errors.values() for text in found]


class Cities:
    """Two cities; the first has reports of 2023 and 2024 and a draft, each with initiatives."""

    def __init__(self):
        self.sets = [PledgeSetFactory(slug=f"city-{number}") for number in (1, 2)]
        first, second = self.sets
        self.division = DepartmentFactory(municipality=first.municipality, name="都市部")
        self.parks, self.roads = (
            DepartmentFactory(municipality=first.municipality, name=name, parent=self.division)
            for name in ("公園課", "道路課")
        )
        self.items = tree(first, 3)
        [self.other] = tree(second, 1)
        parks, roads = (
            {"item": item, "departments": [department], "initiatives": [text]}
            for item, department, text in (
                (self.items[0], self.parks, "ＮＰＯと花壇を広げました。"),
                (self.items[1], self.roads, "歩道を直しました。"),
            )
        )
        secret = {"item": self.items[2], "initiatives": ["花壇はまだ秘密です。"]}
        self.earlier = published_report([parks, roads], pledge_set=first)
        self.later = published_report([roads], pledge_set=first, as_of="2025-03-31")
        self.draft = report_in(
            State.DRAFT,
            [{**secret, "departments": [self.parks]}],
            pledge_set=first,
            as_of="2026-03-31",
        )
        elsewhere = {"item": self.other, "initiatives": ["花壇を作りました。"]}
        self.elsewhere = published_report([elsewhere], pledge_set=second)

    def hide(self, pledge_set):
        """Take a set from the public, as its form does."""
        stored = PledgeSet.objects.get(pk=pledge_set.pk)
        stored.is_published = False
        funnel.save(
            stored,
            write=funnel.Write(UserFactory(), Channel.FIXTURE, "公開を止めます。"),
            expected_version=stored.version,
        )


@pytest.fixture
def cities():
    return Cities()


class TestReports:
    """The list of reports."""

    def test_holds_published_ones_alone_each_sets_newest_first(self, cities):
        assert rows(ProgressReportFilter, "") == [cities.later, cities.earlier, cities.elsewhere]

    def test_of_a_hidden_set_are_left_out(self, cities):
        cities.hide(cities.sets[0])
        assert rows(ProgressReportFilter, "") == [cities.elsewhere]

    def test_are_narrowed_by_set_and_year(self, cities):
        earlier, later, elsewhere = cities.earlier, cities.later, cities.elsewhere
        expected = {
            "pledge_set=city-2": [elsewhere],
            "pledge_set=none": [],
            "fiscal_year=2023": [earlier, elsewhere],
            "fiscal_year=2023&fiscal_year=2024": [later, earlier, elsewhere],
            "fiscal_year=2025": [],
            "pledge_set=city-1&fiscal_year=2024": [later],
        }
        assert {query: rows(ProgressReportFilter, query) for query in expected} == expected

    def test_are_narrowed_by_municipality(self, cities):
        code = cities.sets[1].municipality.code
        assert rows(ProgressReportFilter, f"municipality={code}") == [cities.elsewhere]

    def test_refuse_a_set_of_more_than_fifty_characters(self):
        assert errors(ProgressReportFilter, f"pledge_set={'a' * 51}") == [
            "「公約」は50文字までで書いてください。"
        ]


class TestItems:
    """The list of items."""

    def test_holds_items_of_published_sets_with_a_published_report(self, cities):
        tree(PledgeSetFactory(), 1)
        tree(report_in(State.WITHDRAWN).pledge_set, 1)
        assert rows(PledgeItemFilter, "") == [*cities.items, cities.other]
        cities.hide(cities.sets[0])
        assert rows(PledgeItemFilter, "") == [cities.other]

    def test_are_found_by_the_words_of_published_reports_alone(self, cities):
        assert rows(PledgeItemFilter, "q=花壇") == [cities.items[0], cities.other]
        assert rows(PledgeItemFilter, "q=npo") == [cities.items[0]]
        assert rows(PledgeItemFilter, "q=ＮＰＯ　花壇") == [cities.items[0]]
        assert rows(PledgeItemFilter, "q=秘密") == rows(PledgeItemFilter, "q=花壇 歩道") == []

    def test_are_narrowed_by_set_and_municipality(self, cities):
        code = cities.sets[0].municipality.code
        assert rows(PledgeItemFilter, f"municipality={code}") == cities.items
        assert rows(PledgeItemFilter, "pledge_set=city-2") == [cities.other]
        assert rows(PledgeItemFilter, f"municipality={code}&pledge_set=city-2") == []

    def test_of_a_department_are_those_of_any_published_report(self, cities):
        parks, roads, division = (
            f"department={one.pk}" for one in (cities.parks, cities.roads, cities.division)
        )
        # 公園課 has the third item too, in the draft.
        assert rows(PledgeItemFilter, parks) == [cities.items[0]]
        assert rows(PledgeItemFilter, roads) == [cities.items[1]]
        assert rows(PledgeItemFilter, division) == cities.items[:2]
        assert rows(PledgeItemFilter, f"{parks}&{roads}") == cities.items[:2]
        assert rows(PledgeItemFilter, "department=999999") == []


class TestSummary:
    """The conditions of one set's page."""

    def of(self, query):
        filterset = SummaryFilter.of(QueryDict(query))
        assert filterset.is_valid(), filterset.form.errors
        return filterset

    @pytest.mark.parametrize(
        ("query", "order", "is_narrowed"),
        [
            ("", "document", False),
            ("sort=progress_low", "progress_low", False),
            ("sort=", "document", False),
            ("fiscal_year=2023", "document", False),
            ("q=花壇", "document", True),
            ("q=　", "document", False),
            ("department=1&sort=progress_high", "progress_high", True),
        ],
    )
    def test_order_and_whether_lines_may_be_left_out(self, query, order, is_narrowed):
        found = self.of(query)
        assert (found.sort_order, found.is_narrowed) == (order, is_narrowed)

    def test_order_that_is_none_is_refused_with_those_there_are(self):
        assert errors(SummaryFilter, "sort=best") == [
            "「並び順」は document, progress_high, progress_low のどれかで書いてください。"
        ]

    def test_without_conditions_every_item_is_shown(self, cities):
        assert self.of("sort=progress_low").matching_ids(cities.earlier) is None

    def test_departments_are_those_of_this_very_report(self, cities):
        found = self.of(f"department={cities.parks.pk}")
        assert found.matching_ids(cities.earlier) == {cities.items[0].pk}
        assert found.matching_ids(cities.later) == set()
        both = self.of(f"department={cities.division.pk}")
        assert both.matching_ids(cities.earlier) == {one.pk for one in cities.items[:2]}

    def test_words_and_departments_are_both_asked_for(self, cities):
        parks, roads = (f"q=花壇&department={one.pk}" for one in (cities.parks, cities.roads))
        assert self.of(parks).matching_ids(cities.earlier) == {cities.items[0].pk}
        assert self.of(roads).matching_ids(cities.earlier) == set()

    def test_items_of_another_set_never_match(self, cities):
        assert self.of("q=花壇").matching_ids(cities.earlier) == {cities.items[0].pk}

    @pytest.mark.parametrize("words", ["花壇", "花壇 公園"])
    def test_set_and_municipality_are_no_conditions_here(self, words):
        found = self.of(f"q={words}&pledge_set=city-2&municipality=012131")
        assert found.form.cleaned_data.keys() == {"q", "department", "fiscal_year", "sort"}
