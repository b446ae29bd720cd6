"""The summary as page and as JSON."""

import pytest

from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    SheetFactory,
    published_sheet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(slug="plan")


@pytest.fixture
def measure(plan):
    return MeasureFactory(in_plan=plan)


def test_summary_counts_each_sheet_once_in_the_totals(client, plan, measure):
    grade = RatingGradeFactory(plan=plan, code="A")
    departments = [DepartmentFactory(municipality=plan.municipality) for _ in range(2)]
    published_sheet(plan_item=measure, rating=grade, departments=departments)
    SheetFactory(plan_item=MeasureFactory(in_plan=plan), rating=grade)
    answer = client.get("/policies/summary/", query_params={"format": "json"}).json()
    assert [row["counts"] for row in answer["departments"]["rows"]] == [[1], [1]]
    assert (answer["departments"]["totals"], answer["branches"]["total"]) == ([1], 1)


@pytest.mark.parametrize("number", [1, 3])
def test_summary_costs_the_same_at_any_size(client, plan, number, django_assert_num_queries):
    for _ in range(number):
        measure = MeasureFactory(in_plan=plan)
        published_sheet(plan_item=measure)
        IndicatorFactory(plan_item=measure, values={2018: "1", 2019: "2"})
    with django_assert_num_queries(18):
        assert client.get("/policies/summary/").status_code == 200
