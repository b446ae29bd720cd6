"""Reading 協働事例 and the guideline in a real browser: gallery, one sheet, print, self-check."""

import re

import pytest
from playwright.sync_api import expect

from projects.models import CaseSheet
from tests.browser.axe import assert_accessible

pytestmark = pytest.mark.usefixtures("real_data")

# Of the 27, those whose words or diagram are the longest.
LONGEST = ["パークゴルフ場管理運営", "水洗化の普及促進", "～こども学校応援地域基金プロジェクト～"]


def assert_fits(page):
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, f"{page.url} is {wider} px too wide"


def test_way_from_the_gallery_to_a_sheet_and_its_project(page, width):
    page.goto("/cases/")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="水洗化の普及促進").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("水洗化の普及促進")
    expect(page.get_by_text("平成から（年の記載なし）")).to_be_visible()
    expect(page.get_by_text("向きは資料から分かりません")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="この事業のページ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("水洗化の普及促進")
    assert_accessible(page)
    assert_fits(page)


def test_conditions_narrow_the_gallery(page, width):
    page.goto("/cases/")
    if width < 1024:
        page.get_by_text("絞り込む", exact=True).click()
    page.get_by_role("checkbox", name="2010年代").check()
    page.get_by_role("button", name="この条件で表示").click()
    expect(page.get_by_role("status")).to_contain_text("6件。")


def test_sheet_prints_on_one_page(page):
    for title in LONGEST:
        page.goto(CaseSheet.objects.get(title=title).get_absolute_url())
        document = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", document)) == 1, title


@pytest.mark.slow
def test_every_sheet_prints_on_one_page(page):
    for sheet in CaseSheet.objects.published():
        page.goto(sheet.get_absolute_url())
        document = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", document)) == 1, sheet.title


def test_guideline_is_accessible_and_its_contents_lead_to_its_parts(page, width):
    page.goto("/guideline/")
    assert_accessible(page)
    assert_fits(page)
    definition = page.locator("#form-1")
    expect(definition).to_contain_text("共催")
