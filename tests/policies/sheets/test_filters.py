"""The conditions of sheets: each alone, together, and in words."""

import pytest
from django.http import QueryDict

from policies.sheets.filters import EvaluationSheetFilter
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    published_sheet,
    sheet_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(slug="mihon", municipality=MunicipalityFactory(name="見本市"))


@pytest.fixture
def office(plan):
    division = DepartmentFactory(municipality=plan.municipality, name="環境部")
    return DepartmentFactory(municipality=plan.municipality, parent=division, name="公園課")


@pytest.fixture
def sheets(plan, office):
    """Two years of a 施策 of an office, one of another city, and a draft with every property."""
    measure = MeasureFactory(in_plan=plan, parent__number="111", text="花壇を広げます。")
    grade = RatingGradeFactory(plan=plan, code="A")
    values = {"plan_item": measure, "departments": [office], "rating": grade}
    older = published_sheet(fiscal_year=2018, **values)
    newer = published_sheet(fiscal_year=2019, **{**values, "rating": None})
    other = published_sheet(plan_item=MeasureFactory(parent__number="111"), fiscal_year=2019)
    sheet_in("draft", fiscal_year=2020, **values)
    return [older, newer, other]


def of(query, **options):
    filterset = EvaluationSheetFilter.of(QueryDict(query), **options)
    assert filterset.is_valid(), filterset.errors
    return filterset


def found(query, **options):
    return set(of(query, **options).rows())


def test_sheets_are_found_by_year_plan_code_and_rating(sheets):
    older, newer, other = sheets
    assert found("") == {older, newer, other}
    assert found("fiscal_year=2019") == {newer, other}
    assert found("fiscal_year=2018&fiscal_year=2019") == {older, newer, other}
    assert found("fiscal_year=2020") == set()
    assert found("plan=mihon") == {older, newer}
    assert found("code=11101") == {older, newer, other}
    assert found("code=111") == set()
    assert found("rating=A") == {older}
    assert found("rating=A&fiscal_year=2019") == set()
    assert found(f"municipality={other.municipality.code}") == {other}


def test_department_covers_what_is_below_it_and_nothing_above(sheets, office):
    older, newer, _other = sheets
    sibling = DepartmentFactory(municipality=office.municipality, parent=office.parent)
    assert found(f"department={office.pk}") == {older, newer}
    assert found(f"department={office.parent_id}") == {older, newer}
    assert found(f"department={sibling.pk}") == set()
    assert found("department=999999999") == set()


def test_words_are_looked_for_in_everything_that_a_sheet_says(sheets):
    older, newer, _other = sheets
    assert found("q=花壇　公園課") == {older, newer}
    assert found("q=図書館") == set()


def test_year_by_default_counts_only_where_none_is_named(sheets):
    older, newer, other = sheets
    assert found("", default_year=2018) == {older}
    assert found("fiscal_year=2019", default_year=2018) == {newer, other}
    assert found("fiscal_year=all", default_year=2018) == {older, newer, other}
    assert found("fiscal_year=all&fiscal_year=2018", default_year=2018) == {older, newer, other}
    assert found("", default_year=None) == {older, newer, other}


@pytest.mark.parametrize(
    ("query", "years", "all_years"),
    [
        ("", [], False),
        ("fiscal_year=2018&fiscal_year=2019", [2018, 2019], False),
        ("fiscal_year=all", [], True),
        ("fiscal_year=all&fiscal_year=2018", [2018], True),
    ],
)
def test_years_are_told_as_numbers_and_all_of_them_apart(query, years, all_years):
    filterset = of(query)
    assert filterset.selected("fiscal_year") == years
    assert filterset.shows_all_years is all_years


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("fiscal_year=R1", "fiscal_year"),
        ("department=x", "department"),
        ("department=" + "9" * 19, "department"),
        ("rating=a b", "rating"),
        ("plan=あ", "plan"),
        ("code=%E2%80%AE1", "code"),
        ("q=%00", "q"),
        ("q=" + "あ" * 201, "q"),
        ("municipality=01213", "municipality"),
    ],
)
def test_values_that_cannot_be_are_refused(query, field):
    filterset = EvaluationSheetFilter.of(QueryDict(query))
    assert not filterset.is_valid()
    assert list(filterset.errors) == [field]


def test_conditions_stand_in_words_in_a_fixed_order(sheets, office, plan):
    query = (
        f"rating=A&q=花壇&code=11101&department={office.pk}&plan=mihon"
        f"&municipality={plan.municipality.code}&fiscal_year=2019&fiscal_year=2018"
    )
    assert [(one.key, one.value, str(one.label)) for one in of(query).conditions] == [
        ("q", "花壇", "「花壇」"),
        ("fiscal_year", "2018", "平成30年度 (2018)"),
        ("fiscal_year", "2019", "令和元年度 (2019)"),
        ("department", str(office.pk), "公園課"),
        ("rating", "A", "反映区分 A"),
        ("municipality", plan.municipality.code, "見本市"),
        ("plan", "mihon", "総合計画"),
        ("code", "11101", "施策番号 11101"),
    ]


def test_condition_that_nothing_bears_says_so():
    conditions = of("department=999999999&municipality=999999").conditions
    assert [str(one.label) for one in conditions] == ["見つからない部署", "見つからない自治体"]


def test_there_are_no_conditions_without_a_query_and_all_years_is_none():
    assert of("").conditions == []
    assert of("fiscal_year=all").conditions == []


@pytest.mark.parametrize("count", [1, 3])
def test_conditions_cost_one_query_for_each_kind_of_name(django_assert_num_queries, count):
    departments = DepartmentFactory.create_batch(count)
    ids = "&".join(f"department={one.pk}" for one in departments)
    codes = "&".join(f"municipality={one.municipality.code}" for one in departments)
    filterset = of(f"{ids}&{codes}")
    with django_assert_num_queries(2):
        assert len(filterset.conditions) == 2 * count
