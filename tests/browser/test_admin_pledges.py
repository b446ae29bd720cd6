"""市長公約 at the staff's desk and on a telephone: the grid by keyboard, every page accessible."""

import pytest

from pledges.models import PledgeItem, PledgeSet, ProgressReport, Rating
from tests.browser.axe import assert_accessible
from tests.browser.keyboard import Keyboard
from tests.browser.settling import settle
from tests.factories.admin_pages import admin_url
from tests.factories.organizations import DepartmentFactory, coordinator
from tests.factories.pledge_sets import ProgressReportFactory, RatingFactory, tree

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report():
    report = ProgressReportFactory(introduction="はじめに書く文です。")
    department = DepartmentFactory(municipality=report.municipality)
    for item in tree(report.pledge_set, 1, 1, 2):
        RatingFactory(report=report, item=item, departments=[department], initiatives=["説明会"])
    return report


def look_at(page, address):
    page.goto(address)
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert_accessible(page)


def test_pages_of_the_coordinator(page, sign_in, report):
    sign_in(page, coordinator(report.municipality, "pledges"))
    look_at(page, "/admin/")
    for model in (PledgeSet, PledgeItem, ProgressReport, Rating):
        look_at(page, admin_url(model, "changelist"))
    look_at(page, admin_url(report, "ratings"))
    look_at(page, admin_url(report, "preview"))
    for record in (report, report.pledge_set, report.ratings.first(), PledgeItem.objects.first()):
        look_at(page, admin_url(record, "change"))


def test_grid_is_filled_in_by_keyboard(page, sign_in, report):
    sign_in(page, coordinator(report.municipality, "pledges"))
    page.goto(admin_url(report, "ratings"))
    keyboard = Keyboard(page)
    first = Rating.objects.get(item__path="1-1-1")
    page.focus(f"[name=rating-{first.pk}-stars]")
    keyboard.write("7")
    keyboard.press("ArrowDown")
    keyboard.write("11")
    keyboard.press("Control+s")
    page.wait_for_selector(".notice--error")
    assert "1件を保存しました。1件（1-1-2）は保存していません" in page.inner_text(".notice--error")
    assert Rating.objects.get(pk=first.pk).stars == 7
    assert_accessible(page)
