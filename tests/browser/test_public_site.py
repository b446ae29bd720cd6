"""Every public page in a real browser, at both widths, with the real data."""

import re
from collections import defaultdict

import pytest
from django.test import Client
from playwright.sync_api import expect

from kyodo_portal.organizations.models import Department
from projects.models import Partner, Project
from tests.browser.both_widths import assert_in_order

pytestmark = pytest.mark.usefixtures("real_data")

SITE = ["/", "/departments/", "/data/", "/help/", "/accessibility/"]
PLACES = ["/municipalities/012131/", "/municipalities/012076/"]
RECORDS = ["/projects/", "/projects/?q=図書館", "/projects/?q=存在しないことば", "/partners/"]
SUMMARY = ["/projects/summary/", "/projects/summary/?fiscal_year=all"]
ENGLISH = ["/en/", "/en/departments/", "/en/projects/", "/en/projects/summary/", "/en/data/"]


PANEL = re.compile(r"<h2[^>]*>(?:<[^>]+>|\s)*([^<\s]+)")


def departments(of_each):
    """Return the longest pages of each set of panels."""
    pages = defaultdict(list)
    for address in [
        f"/departments/{pk}/" for pk in Department.objects.values_list("pk", flat=True)
    ]:
        html = Client().get(address).content.decode()
        pages[tuple(PANEL.findall(html))].append((len(html), address))
    return [address for alike in pages.values() for _, address in sorted(alike)[-of_each:]]


def single_records(_of_each):
    projects = [f"/projects/{project.pk}/" for project in Project.objects.order_by("pk")[:6]]
    partners = [f"/partners/{partner.pk}/" for partner in Partner.objects.published()[:4]]
    return projects + partners


@pytest.mark.parametrize("addresses", [SITE, PLACES, RECORDS, SUMMARY, ENGLISH], ids=lambda a: a[0])
def test_pages_are_accessible_and_fit(new_page, addresses):
    page = new_page()
    for address in addresses:
        assert_in_order(page, address)


@pytest.mark.parametrize("of", [departments, single_records], ids=lambda of: of.__name__)
def test_pages_of_single_things_are_accessible_and_fit(new_page, of, dose):
    page = new_page()
    for address in of(dose(1, 100)):
        assert_in_order(page, address)


@pytest.mark.parametrize(
    ("address", "status"), [("/nothing/", 404), ("/projects/?fiscal_year=x", 400)]
)
def test_error_pages_are_accessible_and_fit(new_page, watch, address, status):
    watch.allow(f"status of {status}")
    assert_in_order(new_page(), address, status=status)


def test_search_on_the_home_page_leads_to_the_records(page):
    page.goto("/")
    page.get_by_label("ことばで協働事業を探す").fill("図書館")
    page.get_by_label("ことばで協働事業を探す").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("4件。")
    expect(page.get_by_role("link", name="出張！図書館")).to_be_visible()


def test_entry_link_of_a_department_leads_to_its_records(page):
    page.goto("/")
    page.get_by_role("link", name="教育部 8件").click()
    expect(page.get_by_role("status")).to_contain_text("8件。")


def test_way_from_a_department_to_a_project_and_back(page):
    page.goto("/departments/")
    page.get_by_role("link", name="環境衛生部").click()
    page.get_by_role("link", name="苫小牧市環境美化活動事業").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("苫小牧市環境美化活動事業")
    page.get_by_role("main").get_by_role("link", name="環境衛生部").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("環境衛生部")


def test_keyboard_jumps_over_the_header_to_the_text(page):
    page.goto("/departments/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ進む")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("navigation", name="現在の位置").get_by_role("link")).to_be_focused()


def test_menu_opens_on_a_telephone_and_stands_open_on_a_desk(page, width):
    page.goto("/")
    link = page.get_by_role("navigation", name="主なページ").get_by_role("link", name="部署")
    if width < 1024:
        expect(link).to_be_hidden()
        page.get_by_text("メニュー", exact=True).click()
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("部署")


def test_print_leaves_out_what_only_works_on_a_screen(page):
    page.goto("/departments/")
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
