"""What the page of one pledge shows, and what it does not."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from kyodo_portal.publishing import funnel
from pledges.models import PolicyLink, ProjectLink
from pledges.reports.aggregates.tables import DepartmentName
from pledges.reports.views.item_page import (
    MOST_CONTACTS,
    contacts,
    crumbs,
    item_context,
    item_corrections,
    lines_below,
    measure_of,
)
from pledges.reports.views.report_choice import report_to_show
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledge_tables import item, table
from tests.factories.pledges import DOOR, make_set, tree
from tests.factories.policies import MeasureFactory, PlanFactory
from tests.factories.projects import ProjectFactory, published_record

SMALL = (item("1", "50", number="Ⅰ"), item("1-1", "40", stars=7), item("1-1-1"), item("10"))


def measure(said, path="1-1"):
    found = table(*SMALL[:1], said)
    return measure_of(found, found.by_path[path], "?fiscal_year=2023")


def test_measure_shows_every_form_that_its_level_has():
    one = measure(item("1-1", "40", stars=7))
    assert one.url == "/pledges/city-1/1-1/?fiscal_year=2023"
    assert (one.percent.text, one.stars.words, one.shows_stars) == ("40", "10段階中7", True)


def test_measure_without_anything_says_so_once():
    one = measure(item("1-1", status="not_stated"))
    assert (one.percent.text, one.percent.is_empty) == ("資料に記載なし", True)
    assert (one.stars, one.shows_stars, one.empty) == (None, False, "資料に記載なし")


@pytest.mark.parametrize(("stars", "words"), [(None, None), (0, "10段階中0")])
def test_measure_of_stars_alone_shows_no_per_cent(stars, words):
    found = table(*SMALL[:2], item("1-1-1", stars=stars))
    one = measure_of(found, found.by_path["1-1-1"], "")
    assert (one.percent, one.shows_stars) == (None, True)
    assert (one.stars and one.stars.words) == words


def test_measure_counts_what_is_right_below():
    found = table(*SMALL)
    below = [measure_of(found, found.by_path[path], "").below for path in ("1", "1-1", "10")]
    assert below == [1, 1, 0]


def test_lines_below_are_at_any_depth_and_not_those_that_begin_alike():
    found = table(*SMALL)
    assert [one.path for one in lines_below(found, found.by_path["1"])] == ["1-1", "1-1-1"]
    assert lines_below(found, found.by_path["10"]) == []


@pytest.mark.django_db
class TestPage:
    """The page of one item in one report."""

    @pytest.fixture
    def pledges(self):
        return make_set(tree(1, 3))

    def page(self, path, query=""):
        shown = report_to_show("city-1", QueryDict(query))
        found = shown.table()
        return shown, found, found.by_path[path]

    def context(self, path, query=""):
        return item_context(
            RequestFactory().get(f"/pledges/city-1/{path}/"), *self.page(path, query)
        )

    @pytest.mark.parametrize(
        ("path", "before", "after"),
        [("1-1", None, "1-2"), ("1-2", "1-1", "1-3"), ("1-3", "1-2", None), ("1", None, None)],
    )
    def test_leads_to_what_stands_before_and_after(self, pledges, path, before, after):
        pledges.report(2023)
        found = self.context(path)
        places = [found[name] and found[name].line.path for name in ("before", "after")]
        assert places == [before, after]

    def test_leads_down_up_and_to_what_the_figure_goes_into(self, pledges):
        pledges.report(2023, {"1-2": {"percent_text": "40"}})
        below, above = self.context("1-2"), self.context("1")
        assert [one.line.path for one in above["children"]] == ["1-1", "1-2", "1-3"]
        assert [one.path for one in below["above"]] == ["1"]
        assert [one.anchor for one in below["calculations"]] == ["calc-1", "calc-overall"]
        assert crumbs(*self.page("1-2"), "?fiscal_year=2023") == [
            ("市長公約", "/pledges/"),
            ("公約city-1", "/pledges/city-1/?fiscal_year=2023"),
            ("柱 1", "/pledges/city-1/1/?fiscal_year=2023"),
            ("公約 1-2", ""),
        ]

    def test_lists_corrections_of_itself_and_of_what_is_below_it(self, pledges):
        report = pledges.report(2023)
        for path in ("1-1", "1-2"):
            pledges.rate(report, path, note=f"注{path}", why="記入もれ")
        stored = type(report).objects.get()
        stored.overall_text = "59.2"
        funnel.save(
            stored,
            write=funnel.Write(pledges.by, DOOR, "記入もれ"),
            expected_version=stored.version,
        )
        corrected = {
            path: [one.new for one in item_corrections(*self.page(path))]
            for path in ("1", "1-1", "1-3")
        }
        assert corrected == {"1": ["注1-2", "注1-1"], "1-1": ["注1-1"], "1-3": []}
        assert item_corrections(*self.page("1", "as=published")) == []

    def test_asks_departments_each_once_in_the_reports_order(self, pledges):
        city = pledges.pledge_set.municipality
        parks, roads = (DepartmentFactory(municipality=city, name=n) for n in ("公園課", "道路課"))
        said = {"1-1": {"departments": [roads]}, "1-2": {"departments": [parks, roads]}}
        pledges.report(2023, said)
        assert self.context("1")["contacts"] == [roads, parks]
        assert self.context("1-3")["contacts"] == []
        kept = self.context("1", "as=published")["contacts"]
        assert kept == [DepartmentName("道路課"), DepartmentName("公園課")]

    def test_links_to_public_measures_and_projects_alone(self, pledges):
        pledges.report(2023)
        linked, city = pledges.items["1-1"], pledges.pledge_set.municipality
        department = DepartmentFactory(municipality=city)
        shown = ProjectLink.objects.create(
            item=linked, project=published_record(department=department).project
        )
        ProjectLink.objects.create(item=linked, project=ProjectFactory(municipality=city))
        policies = [
            PolicyLink.objects.create(
                item=linked,
                plan_item=MeasureFactory(
                    in_plan=PlanFactory(municipality=city, is_published=is_published)
                ),
            )
            for is_published in (True, False)
        ]
        found = self.context("1-1")
        assert (found["projects"], found["policies"]) == ([shown], policies[:1])
        assert self.context("1-2")["projects"] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "more"), [(8, 0), (9, 1)])
def test_no_more_than_eight_contacts_stand_first(number, more):
    names = [DepartmentName(f"第{place}課") for place in range(number)]
    found = table(item("1", departments=[one.name for one in names]))
    asked = contacts(None, found.lines)
    assert (asked["contacts"], len(asked["more_contacts"])) == (names[:MOST_CONTACTS], more)
