"""The public site without JavaScript: everything works, since nothing needs it."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def plain_page(real_data, new_page, width):
    return new_page(width, java_script_enabled=False)


def test_search_works(plain_page):
    plain_page.goto("/")
    plain_page.get_by_label("ことばで協働事業を探す").fill("清掃")
    plain_page.get_by_label("ことばで協働事業を探す").press("Enter")
    expect(plain_page.get_by_role("status")).to_contain_text("件。")
    expect(plain_page.get_by_role("row").nth(1)).to_be_visible()


def test_conditions_work(plain_page, width):
    plain_page.goto("/projects/")
    if width < 1024:
        plain_page.get_by_text("絞り込む", exact=True).click()
    department = plain_page.get_by_role("checkbox", name="教育部")
    if not department.is_visible():
        plain_page.get_by_role("group").get_by_text("所管部", exact=True).click()
    department.check()
    plain_page.get_by_role("button", name="この条件で表示").click()
    expect(plain_page.get_by_role("status")).to_contain_text("8件。")


def test_menu_works(plain_page, width):
    plain_page.goto("/")
    if width < 1024:
        plain_page.get_by_text("メニュー", exact=True).click()
    menu = plain_page.get_by_role("navigation", name="主なページ")
    menu.get_by_role("link", name="使い方").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("使い方")


def test_order_of_the_list_works(plain_page):
    plain_page.goto("/projects/")
    plain_page.get_by_label("並び順").select_option("participants")
    plain_page.get_by_role("button", name="並べ替え").click()
    expect(plain_page.get_by_role("row").nth(1)).to_contain_text("12,827")


def test_files_can_be_saved(plain_page):
    plain_page.goto("/projects/")
    with plain_page.expect_download() as download:
        plain_page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
