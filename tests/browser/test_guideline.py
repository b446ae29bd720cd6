"""The guideline and 後援名義の使用 in a browser: accessible, and done by keyboard."""

import pytest
from playwright.sync_api import expect

from projects.models import ProjectRecord, SponsorshipReview
from projects.records.choices import CommonForm
from tests.browser.axe import assert_accessible
from tests.browser.both_widths import assert_in_order
from tests.factories.admin_pages import admin_url
from tests.factories.guideline import GuidelineSectionFactory, SponsorshipCriterionFactory
from tests.factories.organizations import DepartmentFactory, coordinator, editor
from tests.factories.projects import CollaborationFormFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def department():
    department = DepartmentFactory()
    place = department.municipality
    form = CollaborationFormFactory(municipality=place, common_code=CommonForm.KOEN, name="後援")
    chapter = GuidelineSectionFactory(municipality=place, title="協働の形態", anchor="chapter-3")
    GuidelineSectionFactory(
        municipality=place,
        kind="form",
        parent=chapter,
        collaboration_form=form,
        title="後援",
        body="**名を連ねる**ことです。\n\n- 営利や私的な利益を目的としている。",
    )
    SponsorshipCriterionFactory(municipality=place, is_positive=True, text="寄与すると認められるか")
    SponsorshipCriterionFactory(municipality=place, text="営利を目的としている。")
    return department


def test_guideline_and_its_search(new_page, department):
    page = new_page()
    assert_in_order(page, "/guideline/")
    assert_in_order(page, "/guideline/?q=後援")
    assert_in_order(page, "/guideline/?q=ない語")


def test_application_pages(new_page, sign_in, department):
    page = new_page()
    sign_in(page, coordinator(department.municipality))
    assert_in_order(page, admin_url(SponsorshipReview, "add"))
    assert_in_order(page, admin_url(SponsorshipReview, "changelist"))


def test_application_goes_from_check_to_record_by_keyboard(new_page, sign_in, department):
    page = new_page(1280)
    sign_in(page, editor(department))
    page.goto(admin_url(SponsorshipReview, "add"))
    for name, text in (("applicant", "みどりの会"), ("event_name", "みどりの集い")):
        page.focus(f"#id_{name}")
        page.keyboard.insert_text(text)
    page.focus("#id_received_on")
    page.keyboard.type("2026-02-01")
    page.focus("#id_decision")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("「営利を目的としている。」が未回答です。")
    assert_accessible(page)
    for name in ("answers-0-answer", "answers-1-answer"):  # 認められる, 該当なし
        page.focus(f"#id_{name}")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+s")
    button = page.get_by_role("button", name="後援の記録を作る")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("年度の記録")
    assert ProjectRecord.objects.get().name == "みどりの集い"
