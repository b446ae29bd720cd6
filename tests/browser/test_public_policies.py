"""Reading 施策評価 in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.both_widths import assert_in_order

pytestmark = pytest.mark.usefixtures("real_data")


PAGES = [
    "/policies/",
    "/policies/tomakomai/1110421/",
    "/policies/tomakomai/1110311/",
    "/policies/tomakomai/11103/",
    "/policies/tomakomai/111031/",
    "/policies/summary/",
]


def test_pages_are_accessible_and_fit(new_page):
    page = new_page()
    for address in PAGES:
        assert_in_order(page, address)


def test_reader_goes_from_the_tree_to_a_measure_and_on(page):
    page.goto("/policies/")
    page.get_by_role("link", name="個々の町内会の特徴をいかした").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("個々の町内会の特徴をいかした")
    page.get_by_role("link", name="次の施策 1110121").click()
    expect(heading).to_contain_text("総合福祉会館等の建設や修繕")


def test_texts_of_a_branch_unfold(page):
    page.goto("/policies/")
    text = page.get_by_text("町内会活動は、地域活動の土台として")
    expect(text).to_be_hidden()
    page.get_by_text("現況と課題、基本目標", exact=True).first.click()
    expect(text).to_be_visible()
