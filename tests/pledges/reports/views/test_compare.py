"""Which two reports are compared, and what the page says where there are not two."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from kyodo_portal.listing.views import InvalidQuery
from pledges.models import ProgressReport
from pledges.reports.views.compare import asked_years, chosen
from tests.factories.pledges import make_set, tree
from tests.page_text import text_of

PAGE = "/pledges/city-1/compare/"
NEWEST, MIDDLE, OLDEST = (
    ProgressReport(pk=year, as_of=date(year + 1, 3, 31), fiscal_year=year)
    for year in (2025, 2024, 2023)
)
REPORTS = [NEWEST, MIDDLE, OLDEST]


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("", (None, None)),
        ("from=2023", (2023, None)),
        ("to=2024", (None, 2024)),
        ("from=2023&to=2024", (2023, 2024)),
        ("from=&to=　", (None, None)),
        ("from=2022&from=2023", (2023, None)),
    ],
)
def test_years_of_a_query(query, years):
    assert asked_years(QueryDict(query)) == years


@pytest.mark.parametrize("query", ["from=x", "to=R5", "from=20233", "to=２０２３"])
def test_what_is_no_year_is_refused(query):
    with pytest.raises(InvalidQuery):
        asked_years(QueryDict(query))


def test_same_year_twice_is_refused():
    with pytest.raises(BadRequest, match="違う年度"):
        asked_years(QueryDict("from=2023&to=2023"))


@pytest.mark.parametrize(
    ("years", "pair"),
    [
        ((None, None), (MIDDLE, NEWEST)),
        ((None, 2024), (OLDEST, MIDDLE)),
        ((2023, None), (OLDEST, NEWEST)),
        ((2023, 2024), (OLDEST, MIDDLE)),
        ((None, 2023), None),
        ((2025, None), None),
    ],
)
def test_pair_is_the_newest_two_unless_years_are_asked_for(years, pair):
    assert chosen(REPORTS, years) == pair


def test_report_alone_has_no_pair():
    assert chosen([NEWEST], (None, None)) is None


@pytest.mark.parametrize("years", [(2022, None), (None, 2022), (2023, 2022)])
def test_year_without_a_published_report_is_not_found(years):
    with pytest.raises(Http404):
        chosen(REPORTS, years)


def test_of_two_reports_of_one_year_the_later_stands_for_it():
    half = ProgressReport(pk=1, as_of=date(2025, 9, 30), fiscal_year=2025)
    reports = [NEWEST, half, MIDDLE]
    assert chosen(reports, (None, None)) == (half, NEWEST)
    assert chosen(reports, (2024, 2025)) == (MIDDLE, NEWEST)


@pytest.mark.django_db
class TestPage:
    """The page of two reports."""

    @pytest.fixture
    def pledges(self):
        return make_set(tree(1, 4))

    def rate(self, pledges, year, *texts, **values):
        said = {f"1-{place}": {"percent_text": text} for place, text in enumerate(texts, 1)}
        return pledges.report(year, said, **values)

    def test_groups_the_items_by_what_became_of_them(self, client, pledges):
        self.rate(pledges, 2023, "40", "60", "7", "", overall_text="30")
        self.rate(pledges, 2024, "44", "50", "7", "9", overall_text="31.5")
        context = client.get(PAGE).context
        found = [
            (trend.name, [(one.line.path, one.difference) for one in group])
            for trend, group in context["groups"]
        ]
        # 柱 1 is the cut mean: (40 + 60 + 7) ÷ 3 = 35, then (44 + 50 + 7 + 9) ÷ 4 = 27.
        assert found == [
            ("ROSE", [("1-1", Decimal(4)), ("", Decimal("1.5"))]),
            ("FELL", [("1", Decimal(-8)), ("1-2", Decimal(-10))]),
            ("STILL", [("1-3", Decimal(0))]),
            ("NOT_COMPARABLE", [("1-4", None)]),
        ]
        assert (context["overall"].earlier, context["overall"].later) == ("30％", "31.5％")
        assert context["assessment"] == "市の担当部署による自己評価・2024年度末"

    def test_leaves_out_a_draft_and_says_that_there_is_no_earlier_one(self, client, pledges):
        self.rate(pledges, 2023, "40")
        self.rate(pledges, 2024, "99", is_published=False)
        response = client.get(PAGE)
        assert (response.context["groups"], response.context["earlier"]) == ([], None)
        assert "2024年度末" not in text_of(response.content.decode())
        assert client.get(f"{PAGE}?to=2024").status_code == 404

    def test_of_an_unpublished_set_is_nowhere(self, client):
        pledges = make_set(tree(1, 4), slug="city-2", is_published=False)
        for year in (2023, 2024):
            self.rate(pledges, year, "40")
        assert client.get("/pledges/city-2/compare/").status_code == 404

    def test_offers_the_years_of_its_own_set_alone(self, client, pledges):
        for year in (2022, 2023, 2024):
            self.rate(pledges, year, "40")
        self.rate(make_set(tree(1, 4), slug="city-2"), 2021, "50")
        reports = client.get(PAGE).context["reports"]
        assert [report.fiscal_year for report in reports] == [2024, 2023, 2022]

    @pytest.mark.parametrize("number", [1, 3])
    def test_costs_a_fixed_number_of_queries(self, client, number, django_assert_num_queries):
        pledges = make_set(tree(1, number))
        for year in (2023, 2024):
            self.rate(pledges, year, *["40"] * number)
        with django_assert_num_queries(8):
            assert client.get(PAGE).status_code == 200

    @pytest.fixture
    def report(self, pledges):
        return self.rate(pledges, 2023, "40", "60", "7")

    def test_file_tells_what_rose_fell_and_stands_still(self, client, pledges, report):
        pledges.report(
            2024,
            {
                "1-1": {"percent_text": "44"},
                "1-2": {"percent_text": "50", "reason": "工事が延びたため"},
                "1-3": {"percent_text": "7", "reason": "国の決定を待つため"},
            },
        )
        rows = client.get(f"{PAGE}?format=json").json()["results"]
        found = {row["path"]: (row["way"], row["difference"], row["reason"]) for row in rows}
        assert found["1-1"] == ("上がった", 4, "")
        assert found["1-2"] == ("下がった", -10, "工事が延びたため")
        assert found["1-3"] == ("変わらない", 0, "国の決定を待つため")
        assert found["1-4"] == ("比べられない", None, "")
        assert "国の決定を待つため" in text_of(
            client.get(f"{PAGE}?from=2023&to=2024").content.decode()
        )

    def test_one_report_alone_is_said_plainly(self, client, report):
        answer = client.get(f"{PAGE}")
        assert answer.status_code == 200
        assert "比べられる前の報告がありません" in answer.content.decode()

    @pytest.mark.parametrize(
        ("query", "status"), [("from=x", 400), ("from=2023&to=2023", 400), ("from=2001", 404)]
    )
    def test_bad_years_of_a_comparison(self, client, report, query, status):
        assert client.get(f"{PAGE}?{query}").status_code == status
