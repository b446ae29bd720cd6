"""Lists and grids of the staff at a desk: many rows in one window, nothing beyond its edge."""

import pytest

from tests.browser.axe import assert_accessible
from tests.browser.settling import settle
from tests.factories.admin_pages import admin_url
from tests.factories.cities import make_city
from tests.factories.organizations import MembershipFactory
from tests.factories.pledge_sets import PledgeItemFactory, ProgressReportFactory, RatingFactory
from tests.factories.policies import MeasureFactory, PlanFactory, SheetFactory
from tests.factories.projects import PartnerFactory, published_record

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "市民と行政がそれぞれの役割を分担し、ともに考え、ともに行動する協働のまちづくりを進めます。"
FIRST_ROW_ABOVE = 390  # CSS pixels, in a window of 1280 × 900
ROW_HEIGHTS = range(36, 39)

MEASURES = """() => {
    const table = document.querySelector('#result_list, table.grid');
    const rows = [...table.querySelectorAll('tbody tr')].map(row => row.getBoundingClientRect());
    return {
        first: rows[0].top + scrollY,
        heights: rows.map(row => Math.round(row.height)),
        beyond: table.scrollWidth - table.parentElement.clientWidth,
        sideways: document.documentElement.scrollWidth - innerWidth,
    };
}"""


@pytest.fixture
def city():
    """A city with two of everything, one of them with a long name, and who coordinates it."""
    city = make_city("見本市")
    for area in ("policies", "pledges"):
        MembershipFactory(
            user=city.coordinator, municipality=city.municipality, role="coordinator", area=area
        )
    published_record(department=city.department, name=LONG)
    PartnerFactory(municipality=city.municipality, name=LONG)
    return city


@pytest.fixture
def addresses(city):
    """The lists of records, partners and sheets, and the grid of a report's ratings."""
    plan = PlanFactory(municipality=city.municipality)
    for text in (LONG, "短い。"):
        SheetFactory(plan_item=MeasureFactory(in_plan=plan, text=text))
    report = ProgressReportFactory(pledge_set__municipality=city.municipality)
    for title in (LONG, "短い。"):
        RatingFactory(
            report=report, item=PledgeItemFactory(pledge_set=report.pledge_set, title=title)
        )
    sheet = plan.items.filter(text=LONG).get().sheets.get()
    lists = [type(city.record), type(city.partner), type(sheet)]
    return [*(admin_url(model, "changelist") for model in lists), admin_url(report, "ratings")]


def test_first_row_stands_high_and_rows_are_low(new_page, sign_in, city, addresses):
    page = new_page(1280)
    sign_in(page, city.coordinator)
    for address in addresses:
        page.goto(address)
        settle(page)
        found = page.evaluate(MEASURES)
        assert found["first"] < FIRST_ROW_ABOVE, address
        assert {height for height in found["heights"] if height not in ROW_HEIGHTS} == set(), (
            f"{address}: {found['heights']}"
        )
        assert (found["beyond"] <= 0, found["sideways"] <= 0) == (True, True), address
        assert_accessible(page)


def test_long_name_is_whole_while_it_has_the_focus(new_page, sign_in, city, addresses):
    page = new_page(1280)
    sign_in(page, city.coordinator)
    page.goto(addresses[0])
    link = page.get_by_role("link", name=LONG)
    cell = link.locator("..")
    cut = "cell => cell.scrollWidth > cell.clientWidth"
    assert cell.evaluate(cut)
    link.focus()
    assert not cell.evaluate(cut)


@pytest.mark.parametrize("width", [360, 1024, 1280])
def test_nothing_stands_beyond_the_edge_of_a_window(new_page, sign_in, city, addresses, width):
    page = new_page(width)
    sign_in(page, city.coordinator)
    for address in addresses:
        page.goto(address)
        settle(page)
        found = page.evaluate(MEASURES)
        assert (found["beyond"] <= 0, found["sideways"] <= 0) == (True, True), address
