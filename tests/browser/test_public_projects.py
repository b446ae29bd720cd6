"""Reading 協働事業 in a real browser: narrowing, ordering, years, mending, scrolling."""

import pytest
from playwright.sync_api import expect

from projects.models import ProjectRecord
from tests.browser.axe import assert_accessible
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import PartnerFactory, published_record, record_in

pytestmark = pytest.mark.usefixtures("real_data")

FOLDED_BELOW = 1024


@pytest.fixture
def record():
    return ProjectRecord.objects.get(name="出張！図書館")


def narrow(page, width, *names):
    """Tick conditions in the facets and show what is left."""
    if width < FOLDED_BELOW:
        page.get_by_text("絞り込む", exact=True).click()
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="この条件で表示").click()


def assert_fits(page):
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, f"{page.url} is {wider} px too wide"


def test_conditions_are_chosen_shown_and_taken_out(page, width):
    page.goto("/projects/")
    narrow(page, width, "環境衛生部", "記載なし")
    expect(page.get_by_role("status")).to_have_text(
        "2件。市民参加人数（延べ・市の報告の合計）11,824人"
    )
    chips = page.get_by_role("list", name="いまの条件")
    expect(chips.get_by_role("link")).to_have_count(3)
    chips.get_by_role("link", name="記載なし").click()
    expect(page.get_by_role("status")).to_contain_text("5件。")
    page.get_by_role("link", name="この条件で集計を見る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("協働事業の集計")
    expect(page.get_by_text("24,684", exact=False).first).to_be_visible()
    page.get_by_role("link", name="条件を変える").click()
    expect(page.get_by_role("status")).to_contain_text("5件。")


def test_row_on_a_narrow_screen_keeps_every_word(page, width):
    page.goto("/projects/")
    row = page.get_by_role("row", name="「053（ゼロごみ）の日」（春）")
    for words in [
        "環境衛生部",
        "町内会・自治会、老人クラブ、学校PTA、同好会、各種団体等",
        "12,827",
    ]:
        expect(row.get_by_text(words)).to_be_visible()
    assert_fits(page)


def test_way_through_a_project_its_years_and_its_partner(page, record):
    published_record(
        department=record.department,
        project=record.project,
        fiscal_year=2024,
        name="出張図書館",
        partner_text="苫小牧市立中央図書館",
    )
    page.goto(f"/projects/{record.project_id}/")
    assert_accessible(page)
    page.get_by_role("navigation", name="年度").get_by_role("link", name="令和6年度").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("出張図書館")
    assert_accessible(page)
    page.go_back()
    page.get_by_role("definition").get_by_role("link", name="苫小牧市立中央図書館").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("苫小牧市立中央図書館")
    page.get_by_role("link", name="青空こども図書館").click()
    page.get_by_role("navigation", name="前後の事業").get_by_role("link", name="前の事業").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "未来へつなぐ！ゼロカーボン企業見学ツアー"
    )


def test_bad_conditions_are_mended_on_the_spot(page, watch):
    watch.allow("status of 400")
    page.goto("/projects/?fiscal_year=令和99年度&sort=population&q=図書館")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("alert").get_by_role("link", name="年度").click()
    expect(page.get_by_label("年度")).to_be_focused()
    expect(page.get_by_label("年度")).to_have_value("令和99年度")
    page.get_by_label("年度").fill("2025")
    page.get_by_role("button", name="この条件で表示").click()
    expect(page.get_by_role("status")).to_contain_text("4件。")


def test_withdrawn_project_says_so(page, watch):
    watch.allow("status of 410")
    record = record_in("withdrawn", name="取りやめた事業")
    assert page.goto(f"/projects/{record.project_id}/").status == 410
    expect(page.get_by_role("heading", level=1)).to_have_text("公開を取りやめました")
    assert_accessible(page)


def test_summary_of_many_years_and_departments_scrolls_in_its_tables(page, record):
    for number in range(12):
        unit = DepartmentFactory(municipality=record.municipality, name=f"地域づくり支援室{number}")
        for year in range(2021, 2026):
            published_record(
                department=unit, fiscal_year=year, participants_text=str(year * number)
            )
    page.goto("/projects/summary/?fiscal_year=all")
    assert_accessible(page)
    assert_fits(page)
    table = page.get_by_role("region", name="部署 × 年度（件）")
    table.focus()
    expect(table).to_be_focused()
    expect(table.get_by_role("columnheader", name="前年度との差")).to_have_count(1)


def test_long_words_do_not_widen_the_page(page, record):
    partner = PartnerFactory(municipality=record.municipality, name="長" * 200)
    long = published_record(
        department=record.department, name="w" * 300, partners=[partner], partner_text="長" * 200
    )
    for address in ["/projects/", f"/projects/{long.project_id}/", f"/partners/{partner.pk}/"]:
        page.goto(address)
        assert_fits(page)


def test_pages_print_without_their_controls(new_page, record):
    page = new_page(1280)
    for address in ["/projects/", f"/projects/{record.project_id}/", "/projects/summary/"]:
        page.goto(address)
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(
            page.locator(".facets, .pager, .formats, .tabs").locator("visible=true")
        ).to_have_count(0)
        page.emulate_media(media="screen")
