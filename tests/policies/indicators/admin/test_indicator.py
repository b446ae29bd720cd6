"""The indicator's own form and list in the admin."""

import pytest

from policies.models import Indicator
from tests.factories.admin_pages import admin_url, change, logged_in, refused
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import IndicatorFactory, make_policy_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(city):
    return logged_in(city.coordinator)


def test_coordinator_changes_an_indicator_and_its_values_stay(client, city):
    change(client, city.indicator, target_text="1,000")
    stored = Indicator.objects.get(pk=city.indicator.pk)
    assert (stored.target_text, stored.target) == ("1,000", 1000)
    assert [(one.fiscal_year, one.value_text) for one in stored.values.all()] == [(2018, "8.1")]


def test_target_that_is_no_number_is_refused(client, city):
    assert list(refused(change(client, city.indicator, target_text="多数"))) == ["target_text"]


def test_only_own_departments_and_measures_can_be_chosen(client, city):
    stranger = make_policy_city("別の市")
    form = client.get(admin_url(city.indicator, "change")).context["adminform"].form
    assert list(form.fields["department"].queryset) == city.departments
    assert list(form.fields["plan_item"].queryset) == [city.measure]
    answer = change(
        client,
        city.indicator,
        department=str(stranger.departments[0].pk),
        plan_item=str(stranger.measure.pk),
    )
    assert sorted(refused(answer)) == ["department", "plan_item"]


def test_planner_reads_an_indicator_and_a_stranger_does_not_see_it(city):
    url = admin_url(city.indicator, "change")
    planner = logged_in(city.planner)
    assert planner.get(url).status_code == 200
    assert planner.post(url, {"name": "よその名"}).status_code == 403
    stranger = logged_in(make_policy_city("別の市").coordinator)
    assert stranger.get(url).status_code == 302
    listed = stranger.get(admin_url(Indicator, "changelist")).context["cl"].result_list
    assert [one.name for one in listed] == ["別の市の花壇の数"]


def test_department_is_not_offered_the_form_for_a_new_indicator(client, city):
    url = admin_url(Indicator, "add")
    assert logged_in(city.editors[0]).get(url).status_code == 403
    given = {
        "plan_item": str(city.measure.pk),
        "name": "花壇の面積",
        "unit": "㎡",
        "position": "2",
        "direction": "up",
        "_save": "1",
    }
    assert client.post(url, given).status_code == 302
    found = Indicator.objects.get(name="花壇の面積")
    assert (found.plan_item, found.unit, found.direction) == (city.measure, "㎡", "up")


def test_list_shows_code_and_department_and_filters_by_department(client, city):
    own = DepartmentFactory(municipality=city.municipality)
    found = IndicatorFactory(plan_item=city.measure, department=own, position=1)
    response = client.get(admin_url(Indicator, "changelist"))
    assert list(response.context["cl"].result_list) == [city.indicator, found]
    asked = client.get(admin_url(Indicator, "changelist"), {"department__id__exact": own.pk})
    assert list(asked.context["cl"].result_list) == [found]


def test_department_neither_changes_nor_deletes_an_indicator(city):
    client = logged_in(city.editors[0])
    for page in ("change", "delete"):
        assert client.post(admin_url(city.indicator, page), {"name": "よその名"}).status_code == 403
    assert client.get(admin_url(city.indicator, "change")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(django_assert_num_queries, city, count):
    for number in range(count - 1):
        IndicatorFactory(plan_item=city.measure, position=number + 2)
    client = logged_in(city.coordinator)
    with django_assert_num_queries(6):
        response = client.get(admin_url(Indicator, "changelist"))
    assert len(response.context["cl"].result_list) == count
