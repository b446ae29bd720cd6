"""Which indicators everybody may see, up to which year, and what lists of them cost."""

import pytest

from policies.models import Indicator
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    published_sheet,
    sheet_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return MeasureFactory()


def published():
    return {one.name: one.last_shown for one in Indicator.objects.published()}


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_indicator_without_a_published_sheet_is_not_for_everybody(measure, state):
    IndicatorFactory(plan_item=measure, values={2018: "8.1", 2019: "8.2"})
    sheet_in(state, plan_item=measure, fiscal_year=2019)
    assert published() == {}


def test_indicator_of_a_plan_that_is_not_published_is_not_for_everybody():
    measure = MeasureFactory(in_plan=PlanFactory(is_published=False))
    IndicatorFactory(plan_item=measure, values={2019: "8.1"})
    published_sheet(plan_item=measure)
    assert published() == {}


def test_indicator_is_shown_up_to_the_newest_published_year(measure):
    IndicatorFactory(plan_item=measure, name="花壇の数", values={2018: "1", 2021: "4"})
    published_sheet(plan_item=measure, fiscal_year=2018)
    assert published() == {"花壇の数": 2018}
    published_sheet(plan_item=measure, fiscal_year=2020)
    sheet_in("draft", plan_item=measure, fiscal_year=2021)
    assert published() == {"花壇の数": 2020}


def test_indicator_that_begins_after_the_newest_published_year_is_not_shown_yet(measure):
    published_sheet(plan_item=measure, fiscal_year=2019)
    for name, values in [
        ("その年まで", {2019: "1"}),
        ("次の年から", {2020: "98765"}),
        ("前の年だけ", {2017: "-"}),
        ("値がない", {}),
    ]:
        IndicatorFactory(plan_item=measure, name=name, values=values)
    assert published() == {"その年まで": 2019, "前の年だけ": 2019}


def test_sheets_of_other_measures_show_nothing(measure):
    IndicatorFactory(plan_item=measure, values={2019: "1"})
    published_sheet(plan_item=MeasureFactory(parent=measure.parent), fiscal_year=2019)
    assert published() == {}


@pytest.mark.parametrize("rows", ["for_list", "for_admin_list"])
def test_lists_follow_the_plan_and_then_the_position(rows):
    plan = PlanFactory()
    later, earlier = [
        MeasureFactory(in_plan=plan, parent__number=number) for number in ("222", "111")
    ]
    made = [
        IndicatorFactory(plan_item=item, position=position)
        for item, position in [(later, 1), (earlier, 2), (earlier, 1), (earlier, 2)]
    ]
    found = list(getattr(Indicator.objects, rows)())
    assert found == [made[2], made[1], made[3], made[0]]


def test_values_of_a_list_stand_from_the_oldest_to_the_newest(measure):
    indicator = IndicatorFactory(plan_item=measure)
    for year in (2019, 2017, 2018):
        indicator.values.create(fiscal_year=year)
    [found] = Indicator.objects.for_list()
    assert [value.fiscal_year for value in found.values.all()] == [2017, 2018, 2019]


@pytest.mark.parametrize("count", [1, 3])
def test_list_with_values_plan_and_department_costs_two_queries(
    django_assert_num_queries, count, measure
):
    department = DepartmentFactory(municipality=measure.plan.municipality)
    below = DepartmentFactory(municipality=department.municipality, parent=department)
    for _ in range(count):
        IndicatorFactory(plan_item=measure, department=below, values={2018: "1", 2019: "2"})
    with django_assert_num_queries(2):
        found = [
            (one.plan_item.plan.slug, one.department.parent.name, len(one.values.all()))
            for one in Indicator.objects.for_list()
        ]
    assert found == [(measure.plan.slug, department.name, 2)] * count
