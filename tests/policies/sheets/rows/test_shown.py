"""Which sheet of each 施策 a tree shows: the year's, else the newest published, never a draft."""

import pytest

from policies.models import Plan
from policies.plans.rows.tree import plan_trees
from policies.sheets.rows.shown import (
    ShownSheet,
    measure_row,
    measure_rows,
    sheets_of,
    years_held,
)
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    SheetFactory,
    make_three_levels,
    published_sheet,
    sheet_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(slug="mihon")


@pytest.fixture
def measure(plan):
    return MeasureFactory(in_plan=plan, parent__number="111", text="花壇を広げます。")


def shown(measure, year=None):
    """Return year and sheet of what a tree shows of a 施策, None for nothing."""
    found = sheets_of([measure.plan], year).get(measure.pk)
    return found and (found.fiscal_year, found.sheet)


def test_newest_published_sheet_is_shown_unless_a_year_is_asked_for(measure):
    made = {
        year: published_sheet(plan_item=measure, fiscal_year=year) for year in (2017, 2019, 2018)
    }
    assert shown(measure) == (2019, made[2019])
    assert shown(measure, 2017) == (2017, made[2017])
    assert shown(measure, 2016) is None


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_is_not_public_yet_is_as_good_as_nothing(measure, state):
    sheet_in(state, plan_item=measure, fiscal_year=2019)
    assert shown(measure) is None
    assert shown(measure, 2019) is None
    published = published_sheet(plan_item=measure, fiscal_year=2018)
    assert shown(measure) == (2018, published)


def test_withdrawn_sheet_is_told_of_only_where_none_is_published(measure):
    for year in (2018, 2020):
        sheet_in("withdrawn", plan_item=measure, fiscal_year=year)
    assert shown(measure) == (2020, None)
    published = published_sheet(plan_item=measure, fiscal_year=2019)
    assert shown(measure) == (2019, published)
    assert shown(measure, 2020) == (2020, None)


def test_sheet_withdrawn_without_trace_is_not_told_of(measure):
    sheet_in("withdrawn", plan_item=measure, without_trace=True)
    assert shown(measure) is None


def test_sheets_of_other_plans_and_of_hidden_ones_are_not_shown(measure):
    published_sheet()
    hidden = MeasureFactory(in_plan=PlanFactory(is_published=False))
    published_sheet(plan_item=hidden)
    assert sheets_of([measure.plan], None) == {}
    assert shown(hidden) is None


def test_indicators_are_counted_as_the_sheet_shows_them(measure):
    for values in ({2018: "1"}, {2019: "-"}, {2020: "98765"}, {}):
        IndicatorFactory(plan_item=measure, values=values)
    published_sheet(plan_item=measure, fiscal_year=2019)
    published_sheet(plan_item=measure, fiscal_year=2018)
    counts = {
        year: sheets_of([measure.plan], year)[measure.pk].indicator_count for year in (2018, 2019)
    }
    assert counts == {2018: 1, 2019: 2}


def test_departments_are_those_that_the_sheet_prints_or_else_their_names(measure):
    division = DepartmentFactory(municipality=measure.plan.municipality, name="総合政策部")
    office = DepartmentFactory(municipality=division.municipality, parent=division, name="市民課")
    sheet = SheetFactory(plan_item=measure, departments=[office, division])
    assert ShownSheet(2019, sheet).departments == "総合政策部 市民課、総合政策部"
    sheet.department_text = "総合政策部　市民課　ほか"
    assert ShownSheet(2019, sheet).departments == "総合政策部　市民課　ほか"
    assert ShownSheet(2019, None).departments == ""


def test_measure_stands_with_what_its_sheet_says(measure):
    office = DepartmentFactory(municipality=measure.plan.municipality, name="市民課")
    IndicatorFactory(plan_item=measure, values={2019: "1"})
    published_sheet(
        plan_item=measure,
        rating=RatingGradeFactory(plan=measure.plan, code="A", label="措置したもの"),
        department_text="市民課",
        departments=[office],
    )
    [tree] = plan_trees([measure.plan])
    row = measure_row(tree.measures[0], sheets_of([measure.plan], None)[measure.pk])
    assert row == {
        "id": measure.pk,
        "plan": "mihon",
        "above": [f"111 {measure.parent.title}"],
        "code": "11101",
        "text": "花壇を広げます。",
        "fiscal_year": 2019,
        "rating": "A",
        "rating_label": "措置したもの",
        "departments": [{"id": office.pk, "name": "市民課", "parent_name": None}],
        "department_text": "市民課",
        "indicator_count": 1,
        "url": "/policies/mihon/11101/",
    }


@pytest.mark.parametrize("shown_sheet", [None, ShownSheet(2019, None)])
def test_measure_without_a_public_sheet_says_nothing_of_a_year(measure, shown_sheet):
    [tree] = plan_trees([measure.plan])
    row = measure_row(tree.measures[0], shown_sheet)
    assert (row["fiscal_year"], row["indicator_count"]) == (None, None)
    assert (row["rating"], row["rating_label"], row["department_text"]) == ("", "", "")
    assert row["departments"] == []


def test_rows_are_all_measures_of_the_plans_as_printed(measure):
    made = make_three_levels()
    published_sheet(plan_item=made.measures[1])
    trees = plan_trees([made.plan, measure.plan])
    rows = measure_rows(trees, sheets_of([made.plan, measure.plan], None))
    assert [row["id"] for row in rows] == [one.pk for one in [*made.measures, measure]]
    assert [row["fiscal_year"] for row in rows] == [None, 2019, None, None, None]


def test_years_held_are_those_of_published_sheets_newest_first(measure):
    for year in (2018, 2020, 2018):
        published_sheet(plan_item=MeasureFactory(parent=measure.parent), fiscal_year=year)
    sheet_in("withdrawn", plan_item=measure, fiscal_year=2021)
    sheet_in("draft", plan_item=measure, fiscal_year=2022)
    published_sheet(fiscal_year=2017)
    assert years_held([measure.plan]) == [2020, 2018]
    assert years_held(Plan.objects.none()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_sheets_of_any_number_of_measures_cost_seven_queries(
    django_assert_num_queries, plan, count
):
    division = DepartmentFactory(municipality=plan.municipality)
    office = DepartmentFactory(municipality=plan.municipality, parent=division)
    for _ in range(count):
        measure = MeasureFactory(in_plan=plan)
        IndicatorFactory.create_batch(count, plan_item=measure, values={2019: "1"})
        for year in (2018, 2019):
            published_sheet(plan_item=measure, fiscal_year=year, departments=[office])
    trees = plan_trees([plan])
    # What is known; the sheets with parts, departments and what these belong to; indicators
    # with their values.
    with django_assert_num_queries(7):
        rows = measure_rows(trees, sheets_of([plan], None))
    assert [row["indicator_count"] for row in rows] == [count] * count
