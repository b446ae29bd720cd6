"""協働のふりかえり in a real browser: public page, list, the clerk's form and the blank form."""

import pytest
from playwright.sync_api import expect

from projects.guideline.choices import GuidelineKind
from projects.models import ProjectReview
from tests.browser.both_widths import WIDTHS, assert_in_order
from tests.factories.admin_pages import admin_url
from tests.factories.guideline import GuidelineSectionFactory
from tests.factories.organizations import MunicipalityFactory, coordinator, editor
from tests.factories.reviews import (
    ReviewQuestionFactory,
    answered,
    published_review,
    record_with_partner,
    use_marks,
)

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "会議のたびに、できることとできないことを書いた紙を配り、" * 4


@pytest.fixture
def place():
    place = MunicipalityFactory(name="見本市")
    use_marks(place)
    return place


@pytest.fixture
def questions(place):
    principle = GuidelineSectionFactory(
        municipality=place, kind=GuidelineKind.PRINCIPLE, number="（１）", title="役割の分担"
    )
    return [
        ReviewQuestionFactory(
            municipality=place, principle=principle, text=f"役割を伝え合えましたか。その{number}"
        )
        for number in range(3)
    ]


@pytest.fixture
def review(place, questions):
    return published_review(
        record=record_with_partner(municipality=place),
        answers=[
            answered(
                questions[0], city_words=LONG, partner_words=LONG, city_mark=4, partner_mark=2
            ),
            answered(questions[1], city_words="市"),
            answered(questions[2], partner_words="会"),
        ],
    )


def test_public_pages_are_accessible_and_fit(new_page, review):
    page = new_page()
    for address in (
        review.get_absolute_url(),
        "/projects/reviews/",
        review.record.get_absolute_url(),
    ):
        assert_in_order(page, address)


@pytest.mark.parametrize("width", WIDTHS)
def test_both_sides_stand_beside_or_below_one_another(new_page, review, width):
    page = new_page(width=width)
    page.goto(review.get_absolute_url())
    cells = page.locator("tbody tr").first.locator("td")
    city, partner = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert (city["y"] == partner["y"], city["y"] < partner["y"]) == (width > 360, width == 360)
    expect(page.get_by_text("市と相手方の印が違います")).to_be_visible()


@pytest.mark.parametrize("person", ["editor", "coordinator"])
def test_staffs_pages_are_accessible_and_fit(new_page, sign_in, place, review, person):
    record = record_with_partner(municipality=place)
    user = editor(record.department) if person == "editor" else coordinator(place)
    page = new_page()
    sign_in(page, user)
    for address in (
        f"/admin/projects/projectreview/add/?record={record.pk}",
        admin_url(review, "change"),
        admin_url(ProjectReview, "changelist"),
        admin_url(ProjectReview, "blank", record.pk),
    ):
        assert_in_order(page, address)


def test_form_is_filled_in_with_the_keyboard_alone(new_page, sign_in, place, questions):
    record = record_with_partner(municipality=place)
    page = new_page()
    sign_in(page, editor(record.department))
    page.goto(f"/admin/projects/projectreview/add/?record={record.pk}")
    page.focus("#id_answers-0-city_words")
    page.keyboard.type("市は伝えた。")
    page.keyboard.press("Tab")
    page.keyboard.type("会は分かった。")
    page.focus("#id_received_by")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("R8.4.10")
    page.keyboard.press("Tab")
    page.keyboard.type("書写太郎")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist .success")
    answer = ProjectReview.objects.get().answers.first()
    assert (answer.city_words, answer.partner_words) == ("市は伝えた。", "会は分かった。")


def test_blank_form_prints_on_one_sheet(new_page, sign_in, place, questions):
    for number in range(5):
        ReviewQuestionFactory(municipality=place, text=f"もう一つの問いに答えてください。{number}")
    record = record_with_partner(municipality=place)
    page = new_page()
    sign_in(page, editor(record.department))
    page.goto(admin_url(ProjectReview, "blank", record.pk))
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 1
