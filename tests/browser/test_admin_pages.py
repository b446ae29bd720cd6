"""Every staff page, at both widths: accessible, and without a complaint of the browser."""

import pytest

from kyodo_portal.publishing.choices import State
from tests.browser.axe import assert_accessible
from tests.factories.admin_pages import admin_url
from tests.factories.cities import City, make_city
from tests.factories.projects import published_record, record_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city() -> City:
    city = make_city("見本市")
    record_in(State.RETURNED, department=city.department)
    record_in(State.SUBMITTED, department=city.department)
    published_record(department=city.department)
    return city


def look_at(page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # At the foot, where the bar of buttons covers nothing.
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert_accessible(page)


def test_login_page(page, city):
    look_at(page, "/admin/")


@pytest.mark.parametrize("person", ["editor", "coordinator", "planner", "administrator"])
def test_first_page_of_each_role(page, sign_in, city, person):
    sign_in(page, getattr(city, person))
    look_at(page, "/admin/")


@pytest.mark.parametrize(
    "model",
    ["record", "project", "partner", "form"],
    ids=["records", "projects", "partners", "forms"],
)
def test_list_form_and_history(page, sign_in, city, model):
    item = getattr(city, model)
    sign_in(page, city.coordinator)
    look_at(page, admin_url(type(item), "changelist"))
    look_at(page, admin_url(type(item), "add"))
    look_at(page, admin_url(item, "change"))
    look_at(page, admin_url(item, "history"))


def test_pages_of_one_record(page, sign_in, city):
    sign_in(page, city.editor)
    look_at(page, admin_url(city.record, "delete"))
    look_at(page, f"{admin_url(city.record, 'step', 'submit')}?version=1")
    sign_in(page, city.planner)
    look_at(page, admin_url(city.record, "change"))


def test_form_with_errors(page, sign_in, city):
    sign_in(page, city.editor)
    page.goto(admin_url(type(city.record), "add"))
    page.fill("#id_start_text", "R7.2.30")
    page.click("[name=_continue]")
    summary = page.locator(".notice--error").inner_text().splitlines()
    assert (summary[0], summary[-1][:4]) == ("直すところがあります", "開始日：")
    assert_accessible(page)
    page.click(".notice--error a[href='#id_start_text']")
    assert page.evaluate("document.activeElement.id") == "id_start_text"
