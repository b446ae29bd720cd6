"""Every staff page, at both widths: accessible, and without a complaint of the browser."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from kyodo_portal.publishing.choices import State
from tests.browser.axe import assert_accessible
from tests.browser.both_widths import assert_in_order
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


def test_login_page(new_page, city):
    page = new_page()
    assert_in_order(page, "/admin/")


@pytest.mark.parametrize("person", ["editor", "coordinator", "planner", "administrator"])
def test_first_page_of_each_role(new_page, sign_in, city, person):
    page = new_page()
    sign_in(page, getattr(city, person))
    assert_in_order(page, "/admin/")


@pytest.mark.parametrize(
    "model",
    ["record", "project", "partner", "form"],
    ids=["records", "projects", "partners", "forms"],
)
def test_list_form_and_history(new_page, sign_in, city, model):
    page = new_page()
    item = getattr(city, model)
    sign_in(page, city.coordinator)
    assert_in_order(page, admin_url(type(item), "changelist"))
    assert_in_order(page, admin_url(type(item), "add"))
    assert_in_order(page, admin_url(item, "change"))
    assert_in_order(page, admin_url(item, "history"))


def test_pages_of_one_record(new_page, sign_in, city):
    page = new_page()
    sign_in(page, city.editor)
    assert_in_order(page, admin_url(city.record, "delete"))
    assert_in_order(page, f"{admin_url(city.record, 'step', 'submit')}?version=1")
    sign_in(page, city.planner)
    assert_in_order(page, admin_url(city.record, "change"))


@pytest.mark.parametrize("person", ["editor", "planner"])
def test_figures_of_partners(new_page, sign_in, city, watch, person):
    page = new_page()
    watch.allow("status of 400")
    published_record(
        department=city.department, project=city.project, fiscal_year=2024, partners=[city.partner]
    )
    sign_in(page, getattr(city, person))
    assert_in_order(page, "/admin/projects/concentration/?fewest_years=1")
    headings = page.locator("#content h1, #content h2, #content h3").evaluate_all(
        "found => found.map(heading => Number(heading.tagName[1]))"
    )
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert_in_order(
        page, "/admin/projects/concentration/?first_year=2025&last_year=2024", status=400
    )
    assert_in_order(page, "/admin/projects/concentration/?first_year=2025")


def test_figures_of_partners_by_keyboard_and_without_javascript(new_page, width, sign_in, city):
    published_record(department=city.department, fiscal_year=2024, partners=[city.partner])
    page = new_page(width, java_script_enabled=False)
    sign_in(page, city.planner)
    page.goto("/admin/projects/concentration/")
    page.get_by_label("一覧に出す連続年数").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**fewest_years=1**")
    runs = page.get_by_role("region", name="事業ごとの連続年数").last
    expect(runs.get_by_role("row").nth(1)).to_contain_text("見本市みどりの会")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excelで保存").focus()
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith("_partner_figures.xlsx")


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
