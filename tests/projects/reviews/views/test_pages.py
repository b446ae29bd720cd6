"""協働のふりかえり: the page of a year, the list, their files, the API, and what leaks nowhere."""

import csv
import io

import pytest
from openpyxl import load_workbook

from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.funnel import Write
from kyodo_portal.publishing.funnel import save as save_anything
from kyodo_portal.publishing.transitions import transition
from kyodo_portal.read_model.models import SearchRow
from projects.guideline.choices import GuidelineKind
from tests.api_rows import own
from tests.factories.admin_pages import words
from tests.factories.guideline import GuidelineSectionFactory
from tests.factories.organizations import MunicipalityFactory, coordinator
from tests.factories.projects import PartnerFactory
from tests.factories.reviews import (
    ReviewQuestionFactory,
    answered,
    published_review,
    record_with_partner,
    review_in,
    use_marks,
)

pytestmark = pytest.mark.django_db
OWN_FORM = "この欄はこのポータルの様式です。市の公式の様式ではありません。"
SECRETS = ["書写太郎", "同意花子"]


def one_answer(**said):
    """Return a published review with one question answered as told."""
    record = record_with_partner()
    use_marks(record.municipality)
    question = ReviewQuestionFactory(municipality=record.municipality, text="役割は？")
    return published_review(record=record, answers=[answered(question, **said)])


def addresses(review):
    """Return every public address that tells of a review."""
    record = review.record
    page = review.get_absolute_url()
    return [
        page,
        *(f"{page}?format={name}" for name in ("json", "csv")),
        "/projects/reviews/",
        *(f"/projects/reviews/?format={name}" for name in ("json", "csv")),
        record.get_absolute_url(),
        f"{record.get_absolute_url()}&format=json",
        "/api/v1/project-reviews/",
        f"/api/v1/project-reviews/{review.pk}/",
        "/",
        record.department.get_absolute_url(),
    ]


def text_of(response):
    return b"".join(
        response.streaming_content if response.streaming else [response.content]
    ).decode()


def test_page_sets_both_sides_side_by_side(client):
    review = one_answer(city_words="市は伝えた。", partner_words="会は分かった。")
    page = client.get(review.get_absolute_url())
    shown = words(page)
    assert page.status_code == 200
    assert "役割は？ 市は伝えた。 会は分かった。" in shown
    assert (OWN_FORM in shown, "まだ回答がありません" in shown) == (True, False)


def test_page_marks_the_gap_of_the_city(client):
    review = one_answer(partner_words="会は分かった。")
    assert "役割は？ 市の記入なし 会は分かった。" in words(client.get(review.get_absolute_url()))


def test_page_says_that_the_partner_has_not_answered(client):
    review = one_answer(city_words="市は伝えた。")
    shown = words(client.get(review.get_absolute_url()))
    assert "役割は？ 市は伝えた。 まだ回答がありません" in shown
    assert "まだ回答がありません" in words(client.get(review.record.get_absolute_url()))


def test_page_tells_a_left_out_question_from_no_answer_at_all(client):
    record = record_with_partner()
    first, second = (
        ReviewQuestionFactory(municipality=record.municipality, text=text) for text in "甲乙"
    )
    review = published_review(
        record=record,
        answers=[
            answered(first, city_words="市", partner_words="会"),
            answered(second, city_words="市"),
        ],
    )
    shown = words(client.get(review.get_absolute_url()))
    assert "乙 市 相手方の記入なし" in shown


def test_marks_that_differ_are_both_shown_and_nothing_is_counted(client):
    review = one_answer(city_mark=4, partner_mark=2, city_words="市", partner_words="会")
    shown = words(client.get(review.get_absolute_url()))
    assert "市と相手方の印が違います" in shown
    assert ("4（できた）" in shown, "2（あまりできなかった）" in shown) == (True, True)
    assert "3（" not in shown


def test_marks_that_agree_are_not_remarked(client):
    review = one_answer(city_mark=4, partner_mark=4, city_words="市", partner_words="会")
    assert "印が違います" not in words(client.get(review.get_absolute_url()))


def test_question_leads_to_its_principle(client):
    section = GuidelineSectionFactory(kind=GuidelineKind.PRINCIPLE, title="役割の分担")
    place = section.municipality
    question = ReviewQuestionFactory(municipality=place, principle=section)
    review = published_review(
        record=record_with_partner(municipality=place), answers=[answered(question)]
    )
    page = client.get(review.get_absolute_url()).content.decode()
    assert f'href="{section.get_absolute_url()}"' in page
    section.is_published = False
    section.save()
    data = client.get(f"/api/v1/project-reviews/{review.pk}/").json()
    assert data["answers"][0]["principle"] is None


def test_projects_page_leads_to_the_years_review(client):
    review = published_review()
    page = client.get(review.record.get_absolute_url()).content.decode()
    assert review.get_absolute_url() in page


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_review_that_is_not_public_is_nowhere(client, state):
    review = review_in(state)
    for address in addresses(review):
        shown = text_of(client.get(address))
        assert "市は役割を伝えた" not in shown, address
        # A page that is not there names its own address in the links of its languages.
        is_there = not address.startswith(review.get_absolute_url())
        assert not (is_there and review.get_absolute_url() in shown), address
    assert client.get(review.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/project-reviews/{review.pk}/").status_code == 404
    assert SearchRow.objects.get(kind="projects.projectreview").is_public is False


def test_withdrawn_review_says_so_and_nothing_else(client):
    review = review_in(State.WITHDRAWN)
    page = client.get(review.get_absolute_url())
    assert page.status_code == 410
    assert "内容を確かめています。" in words(page)
    assert "内容を確かめています。" in words(client.get(review.record.get_absolute_url()))
    for address in addresses(review):
        assert "市は役割を伝えた" not in text_of(client.get(address)), address


def test_review_withdrawn_without_trace_is_like_none(client):
    review = review_in(State.WITHDRAWN, without_trace=True)
    assert client.get(review.get_absolute_url()).status_code == 404
    assert "公開を取りやめました" not in words(client.get(review.record.get_absolute_url()))


def test_review_goes_with_its_record(client):
    review = published_review()
    record = review.record
    transition(
        record,
        Action.WITHDRAW,
        by=coordinator(record.municipality),
        channel=Channel.ADMIN,
        expected_version=record.version,
        comment="確かめています。",
    )
    assert client.get(review.get_absolute_url()).status_code == 404
    assert client.get("/api/v1/project-reviews/").json()["count"] == 0
    assert SearchRow.objects.get(kind="projects.projectreview").is_public is False


def test_who_received_wrote_and_consented_is_nowhere(client):
    review = published_review()
    for address in addresses(review):
        shown = text_of(client.get(address))
        assert [secret for secret in SECRETS if secret in shown] == [], address
    found = client.get("/projects/reviews/?q=書写太郎&format=json").json()
    assert found["count"] == 0


def test_persons_name_is_nowhere(client):
    place = MunicipalityFactory()
    person = PartnerFactory(municipality=place, name="見本花子", kind="person")
    question = ReviewQuestionFactory(municipality=place)
    review = published_review(
        record=record_with_partner(municipality=place, partners=[person]),
        answers=[answered(question, city_words="見本花子さんと", partner_words="見本花子です")],
    )
    for address in addresses(review):
        assert "見本花子" not in text_of(client.get(address)), address
    assert client.get(f"/api/v1/project-reviews/{review.pk}/").json()["partner"] is None
    assert client.get("/api/v1/project-reviews/?q=見本花子").json()["count"] == 0


def test_person_who_answered_stays_unnamed_when_the_record_drops_the_name(client):
    place = MunicipalityFactory()
    person = PartnerFactory(municipality=place, name="見本花子", kind="person")
    record = record_with_partner(municipality=place, partners=[person])
    question = ReviewQuestionFactory(municipality=place)
    review = published_review(
        record=record,
        partner=person,
        answers=[answered(question, partner_words="見本花子です")],
    )
    save_anything(
        record,
        write=Write(coordinator(place), Channel.ADMIN, "名前を消す"),
        expected_version=record.version,
        relations={"partners": []},
    )
    for address in addresses(review):
        assert "見本花子" not in text_of(client.get(address)), address
    assert client.get("/api/v1/project-reviews/?q=見本花子").json()["count"] == 0


def test_partner_who_becomes_a_person_is_found_no_more(client):
    place = MunicipalityFactory()
    partner = PartnerFactory(municipality=place, name="見本花子")
    question = ReviewQuestionFactory(municipality=place)
    published_review(
        record=record_with_partner(municipality=place, partners=[partner]),
        answers=[answered(question, partner_words="見本花子です")],
    )
    assert client.get("/projects/reviews/?q=見本花子&format=json").json()["count"] == 1
    partner.kind = "person"
    save_anything(partner, write=Write(coordinator(place), Channel.ADMIN), expected_version=1)
    assert client.get("/projects/reviews/?q=見本花子&format=json").json()["count"] == 0


def test_api_says_both_sides(client):
    review = one_answer(city_words="市は伝えた。", partner_words="会", city_mark=5)
    data = client.get(f"/api/v1/project-reviews/{review.pk}/").json()
    partner = review.partner
    assert own(data) == {
        "id": review.pk,
        "project": review.record.project_id,
        "record": review.record_id,
        "municipality": review.municipality.code,
        "fiscal_year": 2025,
        "name": review.record.name,
        "partner": {"id": partner.pk, "name": partner.name},
        "partner_answered": True,
        "answers": [
            {
                "number": 1,
                "question": "役割は？",
                "principle": None,
                "city_words": "市は伝えた。",
                "partner_words": "会",
                "city_mark": 5,
                "partner_mark": None,
            }
        ],
        "url": f"http://testserver{review.get_absolute_url()}",
    }


def test_merged_partner_stands_as_what_it_was_merged_into(client):
    review = published_review()
    target = PartnerFactory(municipality=review.municipality, name="正しい名前の会")
    review.partner.merged_into = target
    review.partner.save()
    data = client.get(f"/api/v1/project-reviews/{review.pk}/").json()
    assert data["partner"] == {"id": target.pk, "name": "正しい名前の会"}


def test_csv_has_a_line_for_each_question(client):
    review = one_answer(city_words="=1+1", partner_words="会")
    response = client.get(f"{review.get_absolute_url()}?format=csv")
    (line,) = csv.DictReader(io.StringIO(text_of(response).removeprefix("\ufeff")))
    assert (line["問い"], line["相手方のことば"], line["市の印（このポータルの様式）"]) == (
        "役割は？",
        "会",
        "",
    )
    assert not line["市のことば"].startswith("=")


def test_xlsx_opens_and_says_whose_form_it_is(client):
    review = one_answer(city_words="市", partner_words="会", partner_mark=2)
    response = client.get(f"{review.get_absolute_url()}?format=xlsx")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    sheet, about = book.worksheets
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("役割は？" in row and 2 in row for row in cells)
    said = [cell.value for row in about.iter_rows() for cell in row]
    assert OWN_FORM in said


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?fiscal_year=2024", 1),
        ("?q=ほたる", 1),
        ("?q=役割", 1),
        ("?municipality=999999", 0),
        ("?project=0", 0),
        ("?project=&q=", 2),
    ],
)
def test_list_keeps_to_its_conditions(client, query, count):
    one_answer(city_words="役割", partner_words="会")
    record = record_with_partner(fiscal_year=2024)
    question = ReviewQuestionFactory(municipality=record.municipality)
    published_review(record=record, answers=[answered(question, city_words="ほたる")])
    sign = "&" if query else "?"
    assert client.get(f"/projects/reviews/{query}{sign}format=json").json()["count"] == count
    assert client.get(f"/api/v1/project-reviews/{query}").json()["count"] == count
    assert client.get(f"/projects/reviews/{query}").status_code == 200


def test_list_says_whom_it_has(client):
    review = published_review()
    shown = words(client.get("/projects/reviews/"))
    assert (review.record.name in shown, review.partner.name in shown) == (True, True)


@pytest.mark.parametrize(
    "query", ["fiscal_year=x", "project=1234567890123456789", "municipality=1", "format=pdf"]
)
def test_bad_condition_is_answered_400(client, query):
    response = client.get(f"/projects/reviews/?{query}")
    assert response.status_code == 400
    assert "日本語" in response.content.decode() or "ください" in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/projects/1/reviews/2025/",
        "/projects/1/reviews/x/",
        "/projects/1/reviews/99999/",
        "/projects/123456789012345678901234567890/reviews/2025/",
        "/api/v1/project-reviews/123456789012345678/",
    ],
)
def test_unknown_review_is_404(client, address):
    assert client.get(address).status_code == 404


def test_merged_projects_address_leads_on(client):
    review = published_review()
    project = review.record.project
    merged = type(project).objects.create(
        municipality=project.municipality, code="X1", name="前の名", merged_into=project, version=1
    )
    response = client.get(f"/projects/{merged.pk}/reviews/2025/")
    assert (response.status_code, response.url) == (301, review.get_absolute_url())


@pytest.mark.parametrize("language", ["en", "easy"])
def test_pages_stand_in_every_language(client, language):
    review = published_review()
    for address in (review.get_absolute_url(), "/projects/reviews/"):
        assert client.get(f"/{language}{address}").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_at_any_size(client, django_assert_num_queries, number):
    place = MunicipalityFactory()
    questions = [ReviewQuestionFactory(municipality=place) for _ in range(number)]
    for _number in range(number):
        partners = [PartnerFactory(municipality=place) for _ in range(number)]
        review = published_review(
            record=record_with_partner(municipality=place, partners=partners),
            partner=partners[0],
            answers=[answered(question) for question in questions],
        )
    client.get("/")
    with django_assert_num_queries(8):
        client.get(review.get_absolute_url())
    with django_assert_num_queries(7):
        client.get("/projects/reviews/")
    with django_assert_num_queries(7):
        client.get("/projects/reviews/?format=json")
    with django_assert_num_queries(7):
        client.get("/api/v1/project-reviews/")
