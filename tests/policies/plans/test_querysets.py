"""Which plans and items pages, files and staff's lists get, in which order, and at what cost."""

import pytest

from policies.models import Plan, PlanItem
from tests.factories.organizations import MunicipalityFactory
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    PlanItemFactory,
    RatingGradeFactory,
    make_three_levels,
)
from tests.factories.publishing import saved

pytestmark = pytest.mark.django_db


def test_only_published_plans_and_their_items_are_for_everybody():
    shown = MeasureFactory()
    MeasureFactory(in_plan=PlanFactory(is_published=False))
    assert list(Plan.objects.published()) == [shown.plan]
    assert set(PlanItem.objects.published()) == {shown.parent, shown}


def test_plans_stand_by_municipality_and_then_by_their_address():
    north = MunicipalityFactory(code="970107")
    south = MunicipalityFactory(code="970018")
    made = [
        PlanFactory(municipality=city, slug=slug)
        for city, slug in [(north, "a"), (south, "c"), (south, "b")]
    ]
    assert list(Plan.objects.for_list()) == [made[2], made[1], made[0]]


def test_tree_is_read_from_above_and_as_printed():
    made = make_three_levels()
    # Positions decide, not codes: 基本目標 2 is printed first. Where they are equal, who was first.
    assert list(PlanItem.objects.for_tree()) == [*made.tops, *made.branches, *made.measures]
    swapped = made.measures[0]
    swapped.position = 9
    swapped.save()
    measures = [item for item in PlanItem.objects.for_tree() if item.is_measure]
    assert measures == [*made.measures[1:], swapped]


@pytest.mark.parametrize("rows", ["for_list", "for_admin_list"])
def test_lists_follow_the_codes_so_that_each_stands_after_the_one_above_it(rows):
    made = make_three_levels()
    codes = [item.path_code for item in getattr(PlanItem.objects, rows)()]
    assert codes == "11 1101 110101 110102 12 1201 120101 120102".split()
    assert len(codes) == made.plan.items.count()


def test_items_of_several_cities_stand_by_municipality():
    north = MeasureFactory(in_plan__municipality__code="970107", parent__number="100")
    south = MeasureFactory(in_plan__municipality__code="970018", parent__number="900")
    assert list(PlanItem.objects.for_list()) == [south.parent, south, north.parent, north]


def test_measures_are_the_lowest_level_of_each_plan():
    made = make_three_levels()
    flat = MeasureFactory()
    single = PlanItemFactory(plan=PlanFactory(level_names="施策"), number="", code="10001")
    assert set(PlanItem.objects.measures()) == {*made.measures, flat, single}


def test_there_are_no_measures_without_a_plan():
    assert list(PlanItem.objects.measures()) == []


def test_what_may_stand_above_an_item_is_of_its_plan_no_measure_and_not_itself():
    made = make_three_levels()
    MeasureFactory()
    found = PlanItem.objects.possible_parents(made.branches[1])
    assert list(found) == [made.tops[1], made.tops[0], made.branches[0]]


@pytest.mark.parametrize("item", [None, PlanItem()])
def test_new_item_may_stand_anywhere_until_its_plan_is_known(item):
    measure = MeasureFactory()
    assert list(PlanItem.objects.possible_parents(item)) == [measure.parent, measure]


def test_items_are_found_by_every_word_folded():
    measure = MeasureFactory()
    saved(measure, text="ボランティアの花壇づくりを広げます。")
    saved(MeasureFactory(), text="ボランティアを育てます。")
    assert list(PlanItem.objects.matching("ﾎﾞﾗﾝﾃｨｱ　花壇")) == [measure]
    assert list(PlanItem.objects.matching("花壇 公園")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_plans_with_city_and_scale_cost_two_queries(django_assert_num_queries, count):
    for _ in range(count):
        RatingGradeFactory.create_batch(count, plan=PlanFactory())
    with django_assert_num_queries(2):
        found = [(p.municipality.name, len(p.grades.all())) for p in Plan.objects.for_list()]
    assert [grades for _name, grades in found] == [count] * count


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("rows", ["for_tree", "for_list", "for_admin_list"])
def test_items_with_plan_and_city_cost_one_query(django_assert_num_queries, rows, count):
    for _ in range(count):
        MeasureFactory()
    with django_assert_num_queries(1):
        found = [str(item.plan.municipality) for item in getattr(PlanItem.objects, rows)()]
    assert len(found) == 2 * count
