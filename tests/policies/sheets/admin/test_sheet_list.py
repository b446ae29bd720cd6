"""The list of sheets: its conditions and its cost."""

import pytest

from policies.models import EvaluationSheet
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    PolicyCity,
    SheetFactory,
    make_policy_city,
)

pytestmark = pytest.mark.django_db

LIST_QUERIES = 9


@pytest.fixture
def city() -> PolicyCity:
    return make_policy_city("見本市", is_confirmed=False)


def test_list_filters_by_year_department_confirmation_and_state(city):
    other = DepartmentFactory(municipality=city.municipality)
    done = SheetFactory(plan_item=city.measure, fiscal_year=2018, departments=[other])
    client = logged_in(city.coordinator)

    def listed(**query):
        response = client.get(admin_url(EvaluationSheet, "changelist"), query)
        return list(response.context["cl"].result_list)

    assert listed() == [city.sheet, done]
    assert listed(fiscal_year=2018) == [done]
    assert listed(department=other.pk) == [done]
    assert listed(confirmed="no") == [city.sheet]
    assert listed(confirmed="yes") == [done]
    assert listed(state="published") == []
    assert (
        client.get(admin_url(EvaluationSheet, "changelist"), {"confirmed": "x"}).status_code == 302
    )


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(django_assert_num_queries, city, count):
    for year in range(2019, 2019 - count + 1, -1):
        SheetFactory(plan_item=city.measure, fiscal_year=year - 1, departments=city.departments)
    client = logged_in(city.coordinator)
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(admin_url(EvaluationSheet, "changelist"))
    assert len(response.context["cl"].result_list) == count
