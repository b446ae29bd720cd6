"""Applications for 後援名義の使用 on the staff's pages."""

import pytest

from projects.choices import CommonForm, SponsorshipDecision
from projects.models import ProjectRecord, SponsorshipReview
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.guideline import (
    SponsorshipCriterionFactory,
    SponsorshipReviewFactory,
    decide,
    passing,
)
from tests.factories.organizations import MunicipalityFactory, coordinator, editor
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
