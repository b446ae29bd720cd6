"""The conditions of the indicators of published sheets."""

import pytest
from django.http import QueryDict

from policies.indicators.filters import IndicatorFilter
from tests.factories.policies import IndicatorFactory, MeasureFactory, PlanFactory, published_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicators():
    """Return an indicator of each of three plans; the sheet of the last one is a draft."""
    made = []
    for slug in ("north", "south", "draft"):
        measure = MeasureFactory(in_plan=PlanFactory(slug=slug), parent__number="111")
        made.append(IndicatorFactory(plan_item=measure, values={2019: "8.1"}))
    for indicator in made[:2]:
        published_sheet(plan_item=indicator.plan_item)
    return made


def found(query):
    filterset = IndicatorFilter.of(QueryDict(query))
    assert filterset.is_valid(), filterset.errors
    return set(filterset.rows())


def test_indicators_are_found_by_city_plan_and_code(indicators):
    north, south, _draft = indicators
    code = south.plan_item.plan.municipality.code
    assert found("") == {north, south}
    assert found(f"municipality={code}") == {south}
    assert found("plan=north") == {north}
    assert found("plan=north&plan=south") == {north, south}
    assert found("code=11101") == {north, south}
    assert found("code=11101&plan=south") == {south}
    # Nothing stands under the 運営方針 itself.
    assert found("code=111") == set()


def test_indicator_of_a_draft_is_not_found_by_any_condition(indicators):
    draft = indicators[2].plan_item.plan
    assert found("plan=draft") == set()
    assert found(f"municipality={draft.municipality.code}") == set()


@pytest.mark.parametrize(
    ("query", "field"),
    [("municipality=x", "municipality"), ("plan=あ", "plan"), ("code=1 1", "code")],
)
def test_values_that_cannot_be_are_refused(query, field):
    filterset = IndicatorFilter.of(QueryDict(query))
    assert not filterset.is_valid()
    assert list(filterset.errors) == [field]
