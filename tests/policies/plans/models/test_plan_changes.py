"""What of a plan and its items stays as it is once others stand on it."""

import pytest

from policies.models import Plan, PlanItem
from tests.factories.organizations import MunicipalityFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    PlanItemFactory,
    SheetFactory,
    make_three_levels,
)
from tests.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return MeasureFactory(in_plan=PlanFactory(), parent__number="111")


def test_item_with_items_below_keeps_its_number(measure):
    measure.parent.number = "222"
    assert refusal(measure.parent) == {
        "number": ["下に項目があるので、番号や場所は変えられません。"]
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level_names", "運営方針\n主な取組\n施策"),
        ("code_prefix", "9"),
        ("code_pattern", "[0-9]{7}"),
        ("code_pattern", "(["),
        ("code_pattern", "a{99999999999}"),
    ],
)
def test_plan_keeps_fitting_its_items(measure, field, value):
    plan = measure.plan
    setattr(plan, field, value)
    assert list(refusal(plan)) == [field]


def test_plan_keeps_covering_its_sheets(measure):
    SheetFactory(plan_item=measure, fiscal_year=2019)
    plan = measure.plan
    plan.last_year = 2018
    assert refusal(plan) == {
        "last_year": ["令和元年度の評価表がもうあります。期間に入れてください。"]
    }
    plan.first_year, plan.last_year = 2019, 2019
    plan.full_clean()
    plan.first_year, plan.last_year = 2020, 2022
    assert refusal(plan) == {
        "first_year": ["令和元年度の評価表がもうあります。期間に入れてください。"]
    }


def test_the_first_sheet_outside_is_named_and_those_of_other_plans_do_not_count(measure):
    SheetFactory(fiscal_year=2015)
    for year in (2021, 2023, 2022):
        SheetFactory(plan_item=measure, fiscal_year=year)
    measure.plan.first_year, measure.plan.last_year = 2016, 2021
    assert refusal(measure.plan) == {
        "last_year": ["令和4年度の評価表がもうあります。期間に入れてください。"]
    }
    measure.plan.last_year = 2023
    measure.plan.full_clean()


def test_plan_without_items_changes_as_it_likes():
    plan = PlanFactory()
    plan.municipality, plan.level_names = MunicipalityFactory(), "施策"
    plan.code_prefix, plan.code_pattern = "9", "[A-Z]"
    plan.full_clean()


def test_plan_with_items_stays_with_its_city_and_may_rename_its_levels(measure):
    plan = measure.plan
    plan.level_names = "柱\n事業"
    plan.full_clean()
    plan.municipality = MunicipalityFactory()
    assert refusal(plan) == {"municipality": ["項目のある計画は、別の自治体のものにできません。"]}


def test_pattern_that_every_code_fits_is_taken_and_the_first_broken_one_is_named(measure):
    plan = Plan.objects.get(pk=measure.plan_id)
    plan.code_pattern = "11101|[A-Z]{3}"
    plan.full_clean()
    plan.code_pattern = ""
    plan.full_clean()
    plan.code_pattern = "1110"
    assert refusal(plan) == {"code_pattern": ["いまの施策番号「11101」が、この形に合いません。"]}


def test_item_stays_in_its_plan(measure):
    other = PlanItemFactory(plan=PlanFactory(municipality=measure.plan.municipality), number="111")
    measure.plan, measure.parent = other.plan, other
    assert refusal(measure) == {"plan": ["項目を別の計画へは移せません。"]}


@pytest.mark.parametrize("factory", [SheetFactory, IndicatorFactory])
def test_measure_with_a_sheet_or_an_indicator_stays_on_its_level(factory):
    made = make_three_levels()
    measure = made.measures[0]
    measure.parent, measure.code = made.tops[0], "1299"
    measure.full_clean()
    factory(plan_item=PlanItem.objects.get(pk=measure.pk))
    assert refusal(measure) == {"parent": ["評価表や指標のある施策の段階は変えられません。"]}


def test_item_without_anything_below_moves_within_its_level():
    made = make_three_levels()
    SheetFactory(plan_item=made.measures[0])
    made.measures[0].parent, made.measures[0].code = made.branches[1], "110199"
    made.measures[0].full_clean()
    empty = PlanItemFactory(plan=made.plan, parent=made.tops[0], number="02")
    empty.number = "03"
    empty.full_clean()
    assert empty.path_code == "1203"


def test_item_with_items_below_may_change_its_words():
    made = make_three_levels()
    made.branches[0].title = "地域の活動をうながす"
    made.branches[0].full_clean()
