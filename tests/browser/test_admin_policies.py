"""The staff's screens of 施策評価, at both widths: accessible, and without a complaint."""

import pytest

from policies.models import EvaluationSheet, Indicator, IndicatorValue, PlanItem
from tests.browser.axe import assert_accessible
from tests.browser.both_widths import WIDTHS, assert_in_order
from tests.factories.admin_pages import admin_url
from tests.factories.policies import IndicatorFactory, PolicyCity, make_policy_city
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


@pytest.mark.parametrize("person", ["editor", "coordinator"])
def test_pages_are_accessible(new_page, sign_in, city, person):
    page = new_page()
    sign_in(page, city.editors[0] if person == "editor" else city.coordinator)
    for address in addresses(city):
        assert_in_order(page, address)


@pytest.mark.parametrize("width", WIDTHS)
def test_grid_is_filled_in_with_the_keyboard_alone(new_page, sign_in, city, width):
    other = IndicatorFactory(plan_item=city.measure, position=2)
    page = new_page(width=width)
    sign_in(page, city.editors[0])
    page.goto(admin_url(city.sheet, "indicators"))
    page.focus(f"#id_indicator-{city.indicator.pk}-2019-value_text")
    page.keyboard.type("9")
    page.keyboard.press("Tab")
    page.keyboard.type("令和2年4月1日現在")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("約10")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".notice--error")
    summary = page.inner_text(".notice--error >> nth=0")
    assert f"1件を保存しました。1件（「{other}」）は保存していません。" in summary
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.focus(".notice--error a")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("10")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    values = IndicatorValue.objects.filter(fiscal_year=2019).order_by("indicator_id")
    assert [(value.value_text, value.as_of_text) for value in values] == [
        ("9", "令和2年4月1日現在"),
        ("10", ""),
    ]


def test_grid_is_a_plain_form_without_scripts(new_page, sign_in, city):
    page = new_page(java_script_enabled=False)
    sign_in(page, city.editors[0])
    page.goto(admin_url(city.sheet, "indicators"))
    page.fill(f"#id_indicator-{city.indicator.pk}-2019-value_text", "約10")
    page.click(".submit-row input[type=submit]")
    field = page.locator(f"#id_indicator-{city.indicator.pk}-2019-value_text")
    assert (field.input_value(), field.get_attribute("aria-invalid")) == ("約10", "true")
    field.fill("10")
    field.press("Enter")
    page.wait_for_selector(".messagelist .success")
    assert IndicatorValue.objects.get(fiscal_year=2019).value_text == "10"
