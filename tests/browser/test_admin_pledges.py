"""市長公約 at the staff's desk and on a telephone: the grid by keyboard, every page accessible."""

import pytest

from pledges.models import PledgeItem, PledgeSet, ProgressReport, Rating
from tests.browser.axe import assert_accessible
from tests.browser.both_widths import assert_in_order
from tests.browser.keyboard import Keyboard
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


def test_pages_of_the_coordinator(new_page, sign_in, report):
    page = new_page()
    sign_in(page, coordinator(report.municipality, "pledges"))
    assert_in_order(page, "/admin/")
    for model in (PledgeSet, PledgeItem, ProgressReport, Rating):
        assert_in_order(page, admin_url(model, "changelist"))
    assert_in_order(page, admin_url(report, "ratings"))
    assert_in_order(page, admin_url(report, "preview"))
    for record in (report, report.pledge_set, report.ratings.first(), PledgeItem.objects.first()):
        assert_in_order(page, admin_url(record, "change"))


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
