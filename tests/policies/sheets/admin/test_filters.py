"""What the filters of the sheets' list offer and find."""

import pytest

from policies.models import EvaluationSheet
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    MeasureFactory,
    SectionFactory,
    SheetFactory,
    make_policy_city,
    sheet_in,
)

pytestmark = pytest.mark.django_db
URL = admin_url(EvaluationSheet, "changelist")


def offered(user, title):
    filters = logged_in(user).get(URL).context["cl"].filter_specs
    [found] = [one for one in filters if str(one.title) == title]
    return [(value, str(label)) for value, label in found.lookup_choices]


def found(user, **query):
    return list(logged_in(user).get(URL, query).context["cl"].result_list)


def test_departments_of_the_sheets_that_somebody_sees_are_offered_in_their_order(city):
    DepartmentFactory(municipality=city.municipality, name="評価表のない課")
    make_policy_city("別の市")
    third = DepartmentFactory(municipality=city.municipality, name="第三課")
    sheet_in("draft", plan_item=MeasureFactory(parent=city.measure.parent), departments=[third])
    both = [(one.pk, one.name) for one in city.departments]
    assert offered(city.coordinator, "担当課") == [*both, (third.pk, "第三課")]
    # Another department's draft is not to be seen, nor that there is one.
    assert offered(city.editors[0], "担当課") == both


def test_sheet_of_several_departments_is_found_once_by_each_and_not_from_below(city):
    office = DepartmentFactory(municipality=city.municipality, parent=city.departments[0])
    below = SheetFactory(plan_item=city.measure, fiscal_year=2018, departments=[office])
    for department in city.departments:
        assert found(city.coordinator, department=department.pk) == [city.sheet]
    assert found(city.coordinator, department=office.pk) == [below]


def test_sheet_waits_while_one_part_does_and_an_empty_one_is_neither(city):
    half = SheetFactory(plan_item=city.measure, fiscal_year=2018, departments=city.departments[:1])
    SectionFactory(sheet=half, department=city.departments[1], is_confirmed=False)
    SheetFactory(plan_item=city.measure, fiscal_year=2017, departments=[])
    assert found(city.coordinator, confirmed="no") == [half]
    assert found(city.coordinator, confirmed="yes") == [city.sheet]
    assert len(found(city.coordinator)) == 3
    assert offered(city.coordinator, "確認") == [("no", "要確認あり"), ("yes", "全部確認済み")]


@pytest.mark.parametrize(
    "query", [{"confirmed": "x"}, {"department": "x"}, {"department": "1" * 19}]
)
def test_value_that_is_none_leads_back_to_the_whole_list(city, query):
    assert logged_in(city.coordinator).get(URL, query).status_code == 302
