"""The staff's screens of 施策評価, at both widths: accessible, and without a complaint."""

import pytest

from policies.models import EvaluationSheet, Indicator, IndicatorValue, PlanItem
from tests.browser.axe import assert_accessible
from tests.factories.admin_pages import admin_url
from tests.factories.policies import PolicyCity, make_policy_city
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city() -> PolicyCity:
    city = make_policy_city("見本市", is_confirmed=False)
    ProjectFactory(municipality=city.municipality, name="花壇フェスタ")
    return city


def addresses(city: PolicyCity) -> list[str]:
    plan = f"/admin/policies/plan/{city.plan.pk}"
    return [
        admin_url(EvaluationSheet, "changelist"),
        admin_url(city.sheet, "change"),
        admin_url(city.sheet, "indicators"),
        admin_url(PlanItem, "changelist"),
        admin_url(city.measure, "change"),
        admin_url(Indicator, "changelist"),
        f"{plan}/undelivered/",
        f"{plan}/change/",
    ]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("person", ["editor", "coordinator"])
def test_pages_are_accessible(new_page, sign_in, city, person, width):
    page = new_page(width=width)
    sign_in(page, city.editors[0] if person == "editor" else city.coordinator)
    for address in addresses(city):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        assert_accessible(page)


def test_grid_is_filled_in_with_the_keyboard_alone(new_page, sign_in, city):
    page = new_page()
    sign_in(page, city.editors[0])
    page.goto(admin_url(city.sheet, "indicators"))
    page.focus(f"#id_v{city.indicator.pk}-2019-value_text")
    page.keyboard.type("9")
    page.keyboard.press("Tab")
    page.keyboard.type("令和2年4月1日現在")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist .success")
    value = IndicatorValue.objects.get(fiscal_year=2019)
    assert (value.value_text, value.as_of_text) == ("9", "令和2年4月1日現在")
