"""Reading 市長公約 in a real browser: the 総括表, one pledge, narrowing, sorting."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible

pytestmark = pytest.mark.usefixtures("real_data")

PAGE = "/pledges/tomakomai-5/"


def assert_fits(page):
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, f"{page.url} is {wider} px too wide"


def test_way_from_the_sets_to_one_pledge(page, width):
    page.goto("/pledges/")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="市長公約（5期目）").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("市長公約の取組状況 総括表")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="SDGsなど時代の変化を捉え").click()
    expect(page.get_by_text("10段階中7", exact=True)).to_be_visible()
    assert_accessible(page)
    assert_fits(page)


def test_sort_by_progress_is_a_choice(page):
    page.goto(PAGE)
    page.get_by_label("並び順").select_option("progress_high")
    page.get_by_role("button", name="並べ替え").click()
    table = page.get_by_role("table", name="市長公約の取組状況 総括表")
    expect(table.get_by_role("row").nth(1)).to_contain_text("77")


def test_department_narrows_the_table(page):
    page.goto(PAGE)
    page.get_by_label("担当部署").select_option("財政課")
    page.get_by_role("button", name="絞り込む").click()
    expect(page.get_by_role("link", name="財政秩序を守りながら")).to_be_visible()
    expect(page.get_by_role("link", name="条件をすべて外す")).to_be_visible()
