"""Ratings counted by branch and department: each sheet once in the totals, none that is hidden."""

import pytest
from django.utils import translation

from kyodo_portal.listing.tables import Heading
from policies.models import EvaluationSheet
from policies.sheets.aggregates.ratings import by_branch, by_department, grades_of, top_headings
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    make_three_levels,
    published_sheet,
    sheet_in,
)

pytestmark = pytest.mark.django_db
A, B = Heading("A", "A", "措置したもの"), Heading("B", "B", "努力しているもの")
NONE = Heading("", "記載なし")


@pytest.fixture
def made():
    """A plan with the scale A, B and four 施策 in two 基本目標, 2 before 1."""
    made = make_three_levels()
    RatingGradeFactory(plan=made.plan, code="B", label="努力しているもの", position=2)
    RatingGradeFactory(plan=made.plan, code="A", label="措置したもの", position=1)
    return made


def rated(measure, code, **values):
    grade = measure.plan.grades.get(code=code) if code else None
    return published_sheet(plan_item=measure, rating=grade, **values)


def published():
    return EvaluationSheet.objects.published()


def rows(table):
    return [(str(row.heading.label), row.counts, row.total) for row in table.rows]


def test_grades_stand_in_the_order_of_the_scale_whether_given_or_not(made):
    rated(made.measures[0], "B")
    RatingGradeFactory(code="Z")
    assert grades_of(published()) == [A, B]


def test_no_rating_stands_last_where_a_sheet_has_none(made):
    rated(made.measures[0], "")
    rated(made.measures[1], "A")
    assert grades_of(published()) == [A, B, NONE]


def test_draft_without_a_rating_adds_no_column(made):
    rated(made.measures[0], "A")
    sheet_in("draft", plan_item=made.measures[1])
    assert grades_of(published()) == [A, B]


def test_no_sheets_have_no_grades(made):
    assert grades_of(published()) == []


def test_ratings_are_counted_by_the_highest_item_as_the_plan_prints_them(made):
    for measure, code in zip(made.measures, ["A", "B", "A", ""], strict=True):
        rated(measure, code)
    table = by_branch(published(), [A, B, NONE])
    assert rows(table) == [
        ("2 共に支え合うまち", [1, 1, 0], 2),
        ("1 自然を守るまち", [1, 0, 1], 2),
    ]
    assert (table.columns, table.totals, table.total) == ([A, B, NONE], [2, 1, 1], 4)
    assert [row.heading.key for row in table.rows] == [top.pk for top in made.tops]


def test_branch_without_a_sheet_is_no_row(made):
    rated(made.measures[3], "A")
    assert rows(by_branch(published(), [A])) == [("1 自然を守るまち", [1], 1)]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_what_is_not_published_is_counted_nowhere(made, state):
    rated(made.measures[0], "A")
    sheet_in(state, plan_item=made.measures[1], rating=made.plan.grades.get(code="B"))
    hidden = make_three_levels(is_published=False, municipality=made.plan.municipality)
    RatingGradeFactory(plan=hidden.plan, code="A")
    rated(hidden.measures[0], "A")
    for table in (by_branch, by_department):
        found = table(published(), [A, B])
        assert (found.totals, found.total, len(found.rows)) == ([1, 0], 1, 1)


def test_each_year_of_a_measure_is_a_sheet_of_its_own(made):
    for year, code in [(2018, "B"), (2019, "A")]:
        rated(made.measures[0], code, fiscal_year=year)
    assert rows(by_branch(published(), [A, B])) == [("2 共に支え合うまち", [1, 1], 2)]
    of_2019 = published().in_years([2019])
    assert rows(by_branch(of_2019, [A, B])) == [("2 共に支え合うまち", [1, 0], 1)]


def test_municipality_is_named_where_several_plans_are_shown(made):
    rated(made.measures[0], "A")
    [row] = by_branch(published(), [A]).rows
    assert row.heading.note == ""
    other = MeasureFactory(in_plan__municipality=MunicipalityFactory(name="北市"))
    RatingGradeFactory(plan=other.plan, code="A", label="措置したもの")
    rated(other, "A")
    notes = [row.heading.note for row in by_branch(published(), [A]).rows]
    assert sorted(notes) == sorted([made.plan.municipality.name, "北市"])


def test_every_item_stands_under_the_highest_one(made):
    tops = top_headings([made.plan.pk])
    first, second = [Heading(top.pk, f"{top.number} {top.title}") for top in made.tops]
    assert [tops[item.pk] for item in (made.tops[0], made.branches[0], *made.measures)] == [
        *[first] * 4,
        *[second] * 2,
    ]
    assert len(tops) == made.plan.items.count()


def test_highest_item_without_a_title_is_headed_by_its_sentence():
    plan = PlanFactory(level_names="施策")
    measure = MeasureFactory(parent=None, plan=plan, code="10001", text="花壇を広げます。")
    assert top_headings([plan.pk]) == {measure.pk: Heading(measure.pk, "花壇を広げます。")}


@pytest.fixture
def offices(made):
    """Two offices of one division, the second before the first in 建制順, and another division."""
    city = made.plan.municipality
    division = DepartmentFactory(municipality=city, name="総合政策部", sort_order=1)
    return [
        DepartmentFactory(municipality=city, name="秘書広報課", sort_order=3, parent=division),
        DepartmentFactory(municipality=city, name="市民自治推進室", sort_order=2, parent=division),
        DepartmentFactory(municipality=city, name="教育部", sort_order=4),
    ]


def test_sheet_counts_for_each_of_its_departments_and_once_in_the_totals(made, offices):
    rated(made.measures[0], "A", departments=offices)
    rated(made.measures[1], "B", departments=offices[:1])
    table = by_department(published(), [A, B])
    assert rows(table) == [
        ("市民自治推進室", [1, 0], 1),
        ("秘書広報課", [1, 1], 2),
        ("教育部", [1, 0], 1),
    ]
    assert [row.heading.note for row in table.rows] == ["総合政策部", "総合政策部", ""]
    assert (table.totals, table.total) == ([1, 1], 2)


def test_departments_of_several_cities_stand_by_their_cities(made, offices):
    rated(made.measures[0], "A", departments=offices[2:])
    city = MunicipalityFactory(code="970204")
    other = MeasureFactory(in_plan__municipality=city)
    first = DepartmentFactory(municipality=city, name="よその課", sort_order=999)
    published_sheet(plan_item=other, departments=[first])
    names = [label for label, *_counts in rows(by_department(published(), [A, NONE]))]
    expected = sorted([(made.plan.municipality.code, "教育部"), ("970204", "よその課")])
    assert names == [name for _code, name in expected]


def test_sheet_of_no_department_counts_in_the_totals_alone(made, offices):
    sheet = rated(made.measures[0], "A", departments=offices[:1])
    sheet.sections.all().delete()
    table = by_department(published(), [A])
    assert (table.rows, table.totals, table.total) == ([], [1], 1)


def test_no_rating_is_named_in_the_readers_language(made):
    rated(made.measures[0], "")
    with translation.override("en"):
        assert grades_of(published())[-1] == Heading("", "Not stated")


@pytest.mark.parametrize("count", [1, 3])
def test_each_table_costs_a_fixed_number_of_queries(django_assert_num_queries, made, count):
    for measure in made.measures[:count]:
        rated(measure, "A")
    sheets = published()
    for table, queries in (
        (grades_of, 2),
        (lambda found: by_branch(found, [A]), 2),
        (lambda found: by_department(found, [A]), 1),
    ):
        with django_assert_num_queries(queries):
            table(sheets)


def test_letter_that_two_plans_explain_differently_keeps_both_explanations(made):
    rated(made.measures[0], "A")
    second = MeasureFactory(in_plan=PlanFactory())
    RatingGradeFactory(plan=second.plan, code="A", label="計画どおりのもの", position=1)
    third = MeasureFactory(in_plan=PlanFactory())
    RatingGradeFactory(plan=third.plan, code="A", label="措置したもの", position=9)
    for measure in (second, third):
        rated(measure, "A")
    found = grades_of(published())
    assert found == [Heading("A", "A", "措置したもの／計画どおりのもの"), B]
    assert by_branch(published(), found).totals == [3, 0]
