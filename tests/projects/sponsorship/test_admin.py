"""Applications for 後援名義の使用 on the staff's pages."""

from datetime import UTC, datetime

import pytest

from kyodo_portal.publishing.admin.child_inlines import MOST_ROWS
from projects.models import ProjectRecord, SponsorshipReview
from projects.records.choices import CommonForm
from projects.sponsorship.choices import SponsorshipDecision
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.guideline import (
    SponsorshipCriterionFactory,
    SponsorshipReviewFactory,
    decide,
    passing,
)
from tests.factories.organizations import (
    MunicipalityFactory,
    OperatorFactory,
    coordinator,
    editor,
)
from tests.factories.projects import CollaborationFormFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return SponsorshipReviewFactory()


@pytest.fixture
def criteria(review):
    place = review.municipality
    return [
        SponsorshipCriterionFactory(municipality=place, is_positive=True, text="寄与する"),
        SponsorshipCriterionFactory(municipality=place, text="営利を目的とする"),
    ]


def posted(review, criteria, answers, decision):
    """Return what the page sends: the application, and a row for each criterion."""
    data = {
        "department": review.department_id,
        "applicant": "みどりの会",
        "event_name": "みどりの集い",
        "date_text": "R8.5.3",
        "received_on": "2026-02-01",
        "decision": decision,
        "refusal_text": "",
        "expected_version": review.version or "",
        "answers-TOTAL_FORMS": len(criteria),
        "answers-INITIAL_FORMS": 0,
    }
    for number, (criterion, answer) in enumerate(zip(criteria, answers, strict=True)):
        data[f"answers-{number}-criterion"] = criterion.pk
        data[f"answers-{number}-answer"] = answer
        data[f"answers-{number}-reason"] = "理由" if answer == "to_discuss" else ""
    return data


def test_page_asks_every_criterion(review, criteria):
    page = logged_in(editor(review.department)).get(admin_url(review, "change"))
    shown = words(page)
    assert [one.text for one in criteria if one.text not in shown] == []
    assert ("認められない" in shown, page.status_code) == (True, 200)


def test_add_page_asks_every_criterion_and_saves(review, criteria):
    browser = logged_in(editor(review.department))
    address = admin_url(SponsorshipReview, "add")
    assert "営利を目的とする" in words(browser.get(address))
    data = posted(review, criteria, ["open", "open"], "undecided") | {"event_name": "春の集い"}
    assert browser.post(address, data).status_code == 302
    made = SponsorshipReview.objects.get(event_name="春の集い")
    assert made.answers.count() == 2


@pytest.mark.parametrize("criterion", ["", "x", "9" * 30, "\x00"])
def test_answer_to_no_criterion_is_refused_and_nothing_is_written(review, criteria, criterion):
    browser = logged_in(editor(review.department))
    data = posted(review, criteria, ["applicable", "not_applicable"], "undecided")
    data["answers-1-criterion"] = criterion
    page = browser.post(admin_url(review, "change"), data)
    assert page.status_code == 200
    assert SponsorshipReview.objects.get().version == review.version
    assert not review.answers.exists()


@pytest.mark.parametrize("total", ["x", "", "9" * 5000])
def test_rows_that_cannot_be_counted_are_refused_in_plain_words(review, criteria, total):
    browser = logged_in(editor(review.department))
    data = posted(review, criteria, ["open", "open"], "undecided")
    page = browser.post(admin_url(review, "change"), data | {"answers-TOTAL_FORMS": total})
    assert page.status_code == 200
    assert "画面の一部が届かなかったので、保存していません。" in words(page)
    assert not review.answers.exists()


def test_forged_number_of_rows_is_cut_short(review, criteria):
    browser = logged_in(editor(review.department))
    data = posted(review, criteria, ["open", "open"], "undecided")
    page = browser.post(admin_url(review, "change"), data | {"answers-TOTAL_FORMS": "9999999"})
    assert page.status_code == 200
    assert page.content.decode().count('class="answer"') <= MOST_ROWS


def test_approval_with_an_open_criterion_is_refused_beside_the_decision(review, criteria):
    browser = logged_in(coordinator(review.municipality))
    data = posted(review, criteria, ["applicable", "to_discuss"], "approved")
    page = browser.post(admin_url(review, "change"), data)
    assert page.status_code == 200
    assert "「営利を目的とする」が「要協議」です" in words(page)
    assert SponsorshipReview.objects.get().decision == "undecided"


def test_approval_and_record_with_one_click(review, criteria):
    CollaborationFormFactory(municipality=review.municipality, common_code=CommonForm.KOEN)
    user = coordinator(review.municipality)
    browser = logged_in(user)
    data = posted(review, criteria, ["applicable", "not_applicable"], "approved")
    assert browser.post(admin_url(review, "change"), data).status_code == 302
    stored = SponsorshipReview.objects.get()
    assert (stored.decision, stored.decided_by) == ("approved", user)
    assert "後援の記録を作る" in browser.get(admin_url(review, "change")).content.decode()
    answer = browser.post(admin_url(review, "record"), {"version": stored.version})
    record = ProjectRecord.objects.get()
    assert answer.url == admin_url(record, "change")


def test_record_of_a_similar_project_asks_first(review, criteria):
    CollaborationFormFactory(municipality=review.municipality, common_code=CommonForm.KOEN)
    ProjectFactory(municipality=review.municipality, name=review.event_name)
    user = coordinator(review.municipality)
    decide(review, SponsorshipDecision.APPROVED, passing(criteria), user)
    browser = logged_in(user)
    page = browser.post(admin_url(review, "record"), {"version": review.version})
    assert "同じ名前の事業がもうあります" in words(page)
    data = {"version": review.version, "is_new_project": "on"}
    assert browser.post(admin_url(review, "record"), data).status_code == 302
    assert ProjectRecord.objects.count() == 1


def test_answer_without_its_reason_is_named_at_the_top(review, criteria):
    browser = logged_in(coordinator(review.municipality))
    data = posted(review, criteria, ["applicable", "applicable"], "refused")
    page = browser.post(admin_url(review, "change"), data)
    message = f"理由：「{criteria[1].text}」の答えの理由を書いてください。"
    assert page.context["row_errors"] == [{"message": message, "anchor": "id_answers-1-reason"}]
    assert 'href="#id_answers-1-reason"' in page.content.decode()
    assert SponsorshipReview.objects.get().answers.count() == 0


def test_each_open_point_is_named_apart(review, criteria):
    browser = logged_in(coordinator(review.municipality))
    page = browser.post(
        admin_url(review, "change"), posted(review, criteria, ["open", "to_discuss"], "approved")
    )
    assert page.context["adminform"].form.errors["decision"] == [
        "まだ承認できません。答えを確かめてから、もう一度決めてください。",
        "「寄与する」が未回答です。",
        "「営利を目的とする」が「要協議」です。",
    ]


def test_typed_decision_that_was_refused_offers_no_record(review, criteria):
    browser = logged_in(coordinator(review.municipality))
    page = browser.post(
        admin_url(review, "change"), posted(review, criteria, ["open", "open"], "approved")
    )
    assert (page.context["may_become_record"], page.context["is_refused"]) == (False, False)


def test_answer_that_is_not_sent_is_open(review, criteria):
    browser = logged_in(coordinator(review.municipality))
    data = posted(review, criteria, ["applicable", "open"], "undecided")
    del data["answers-1-answer"]
    assert browser.post(admin_url(review, "change"), data).status_code == 302
    answers = SponsorshipReview.objects.get().answers.values_list("answer", flat=True)
    assert list(answers) == ["applicable", "open"]


def test_refusal_can_be_copied_and_is_kept(review, criteria):
    browser = logged_in(coordinator(review.municipality))
    data = posted(review, criteria, ["applicable", "applicable"], "refused")
    data["answers-1-reason"] = "入場料が利益になる。"
    assert browser.post(admin_url(review, "change"), data).status_code == 302
    page = browser.get(admin_url(review, "change")).content.decode()
    assert ('data-copies="id_refusal_text"' in page, "入場料が利益になる。" in page) == (True, True)
    assert "deletelink" not in page
    assert browser.post(admin_url(review, "delete"), {"post": "yes"}).status_code == 403
    assert SponsorshipReview.objects.count() == 1


def test_application_that_is_not_decided_can_be_deleted(review, criteria):
    browser = logged_in(editor(review.department))
    assert "deletelink" in browser.get(admin_url(review, "change")).content.decode()


def test_answers_stand_before_the_decision_without_add_or_remove(review, criteria):
    page = logged_in(editor(review.department)).get(admin_url(review, "change")).content.decode()
    places = [page.index(f'id="{one}"') for one in ("id_applicant", "answers", "id_decision")]
    assert places == sorted(places)
    assert ("js-inline-admin-formset" in page, "__prefix__" in page) == (False, False)


def test_day_of_the_decision_is_that_of_japan(review, criteria):
    user = coordinator(review.municipality)
    decide(review, SponsorshipDecision.APPROVED, passing(criteria), user)
    late = datetime(2026, 3, 31, 20, 5, tzinfo=UTC)
    SponsorshipReview.objects.update(decided_at=late)
    assert "2026-04-01 05:05" in words(logged_in(user).get(admin_url(review, "change")))


def test_editor_of_one_department_has_it_chosen(review):
    page = logged_in(editor(review.department)).get(admin_url(SponsorshipReview, "add"))
    assert page.context["adminform"].form["department"].value() == review.department_id


def test_who_works_for_two_cities_is_asked_after_the_first_save(review, criteria):
    SponsorshipCriterionFactory(text="よその項目")
    browser = logged_in(OperatorFactory())
    address = admin_url(SponsorshipReview, "add")
    assert "よその項目" not in words(browser.get(address))
    assert browser.post(address, posted(review, [], [], "undecided")).status_code == 302
    page = words(browser.get(admin_url(SponsorshipReview.objects.latest("id"), "change")))
    assert ("営利を目的とする" in page, "よその項目" in page) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_page_query_count(review, django_assert_num_queries, number):
    """Three are of the user, the rest of the form and its answers."""
    criteria = [
        SponsorshipCriterionFactory(municipality=review.municipality) for _number in range(number)
    ]
    user = coordinator(review.municipality)
    decide(review, SponsorshipDecision.APPROVED, passing(criteria), user)
    browser = logged_in(user)
    with django_assert_num_queries(10):
        assert browser.get(admin_url(review, "change")).status_code == 200
    with django_assert_num_queries(6):
        assert browser.get(admin_url(SponsorshipReview, "add")).status_code == 200


def test_staff_of_another_municipality_do_not_find_it(review, criteria):
    browser = logged_in(coordinator(MunicipalityFactory()))
    assert "みどりの集い" not in words(browser.get(admin_url(SponsorshipReview, "changelist")))
    assert browser.get(admin_url(review, "change")).status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_list_query_count(review, django_assert_num_queries, number):
    for _number in range(number - 1):
        SponsorshipReviewFactory(department=review.department)
    browser = logged_in(coordinator(review.municipality))
    with django_assert_num_queries(5):
        browser.get(admin_url(SponsorshipReview, "changelist"))
