"""後援名義の使用: from the answers to a decision, and to a record of the year."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.read_model.models import SearchRow
from projects.models import ProjectRecord, SponsorshipReview
from projects.records.choices import CommonForm, Stage
from projects.sponsorship import services as sponsorship
from projects.sponsorship.choices import CriterionAnswer, SponsorshipDecision
from tests.factories.guideline import (
    GuidelineSectionFactory,
    SponsorshipCriterionFactory,
    SponsorshipReviewFactory,
    answered,
    decide,
    passing,
)
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
)
from tests.factories.projects import CollaborationFormFactory, PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db
APPROVED, REFUSED = SponsorshipDecision.APPROVED, SponsorshipDecision.REFUSED


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


@pytest.fixture
def person(review):
    return coordinator(review.municipality)


def stored(review):
    return SponsorshipReview.objects.get(pk=review.pk)


def test_approval_is_signed_and_raises_no_data_version(review, criteria, person):
    before = DataVersion.current()
    decide(review, APPROVED, passing(criteria), person)
    found = stored(review)
    assert (found.decision, found.decided_by, found.decided_at is not None) == (
        APPROVED,
        person,
        True,
    )
    assert DataVersion.current() == before
    assert Change.objects.filter(kind="projects.sponsorshipreview").count() == 1


@pytest.mark.parametrize(
    ("place", "answer", "words"),
    [
        (0, CriterionAnswer.OPEN, "「寄与する」が未回答です"),
        (0, CriterionAnswer.TO_DISCUSS, "「寄与する」が「要協議」です"),
        (0, CriterionAnswer.NOT_APPLICABLE, "「寄与する」が「認められない」です"),
        (1, CriterionAnswer.OPEN, "「営利を目的とする」が未回答です"),
        (1, CriterionAnswer.TO_DISCUSS, "「営利を目的とする」が「要協議」です"),
        (1, CriterionAnswer.APPLICABLE, "「営利を目的とする」が「該当」です"),
    ],
)
def test_approval_over_an_open_or_excluded_criterion_is_refused(
    review, criteria, person, place, answer, words
):
    answers = passing(criteria)
    answers[place] = answered(criteria[place], answer, "理由")
    with pytest.raises(ValidationError) as refusal:
        decide(review, APPROVED, answers, person)
    assert f"{words}。" in refusal.value.message_dict["decision"]
    assert (stored(review).decision, stored(review).answers.count()) == ("undecided", 0)


def test_approval_with_a_missing_answer_or_without_criteria_is_refused(review, person):
    with pytest.raises(ValidationError):
        decide(review, APPROVED, [], person)
    criterion = SponsorshipCriterionFactory(municipality=review.municipality)
    with pytest.raises(ValidationError) as refusal:
        decide(review, APPROVED, [], person)
    assert criterion.text in refusal.value.message_dict["decision"][1]


def test_approval_stays_barred_when_an_answer_is_changed_later(review, criteria, person):
    decide(review, APPROVED, passing(criteria), person)
    later = [passing(criteria)[0], answered(criteria[1], CriterionAnswer.APPLICABLE, "営利")]
    with pytest.raises(ValidationError):
        decide(stored(review), APPROVED, later, person)


def test_refusal_drafts_its_text_from_the_answers(review, criteria, person):
    answers = [
        passing(criteria)[0],
        answered(criteria[1], CriterionAnswer.APPLICABLE, "入場料が利益になる。"),
    ]
    decide(review, REFUSED, answers, person)
    assert stored(review).refusal_text == (
        "「みどりの集い」の後援名義の使用は、次の理由により承認できません。\n"
        "・次の項目に当てはまるため：営利を目的とする\n　入場料が利益になる。"
    )


def test_refusal_without_any_reason_is_refused_and_own_words_are_kept(review, criteria, person):
    with pytest.raises(ValidationError) as refusal:
        decide(review, REFUSED, passing(criteria), person)
    assert list(refusal.value.message_dict) == ["refusal_text"]
    review.refusal_text = "会場が使えないため。"
    decide(review, REFUSED, passing(criteria), person)
    assert stored(review).refusal_text == "会場が使えないため。"


def test_answer_against_needs_a_reason_and_a_criterion_of_the_same_city(review, criteria, person):
    for answers in (
        [answered(criteria[1], CriterionAnswer.APPLICABLE)],
        [answered(SponsorshipCriterionFactory(), CriterionAnswer.OPEN)],
    ):
        with pytest.raises(ValidationError) as refusal:
            decide(review, SponsorshipDecision.UNDECIDED, answers, person)
        assert list(refusal.value.message_dict) == ["answers"]


def test_editor_of_another_department_may_not_write(review, criteria):
    other = DepartmentFactory(municipality=review.municipality)
    with pytest.raises(PermissionDenied):
        decide(review, APPROVED, passing(criteria), editor(other))
    decide(review, APPROVED, passing(criteria), editor(review.department))
    assert stored(review).decision == APPROVED


def made(review, person, **values):
    return sponsorship.make_record(
        review, by=person, channel=Channel.ADMIN, expected_version=review.version, **values
    )


def test_approval_becomes_a_draft_record_of_the_year(review, criteria, person):
    form = CollaborationFormFactory(
        municipality=review.municipality, common_code=CommonForm.KOEN, name="後援"
    )
    partner = PartnerFactory(municipality=review.municipality, name=review.applicant)
    decide(review, APPROVED, passing(criteria), person)
    record = made(stored(review), person)
    assert (record.state, record.fiscal_year, record.name, record.department) == (
        State.DRAFT,
        2026,
        "みどりの集い",
        review.department,
    )
    assert (list(record.forms.all()), list(record.partners.all())) == ([form], [partner])
    assert stored(review).record == record
    with pytest.raises(ValidationError):
        made(stored(review), person)
    assert ProjectRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("today", "stage"), [(date(2026, 5, 2), Stage.PLANNED), (date(2026, 5, 3), Stage.ACTUAL)]
)
def test_record_of_an_event_to_come_is_planned(review, criteria, person, monkeypatch, today, stage):
    CollaborationFormFactory(municipality=review.municipality, common_code=CommonForm.KOEN)
    decide(review, APPROVED, passing(criteria), person)
    monkeypatch.setattr(sponsorship, "today_in_japan", lambda: today)
    assert made(stored(review), person).stage == stage


def test_applicant_who_is_not_registered_stays_out_of_the_record(review, criteria, person):
    CollaborationFormFactory(municipality=review.municipality, common_code=CommonForm.KOEN)
    decide(review, APPROVED, passing(criteria), person)
    assert made(stored(review), person).partner_text == ""


def test_record_of_a_similar_project_is_a_question(review, criteria, person):
    CollaborationFormFactory(municipality=review.municipality, common_code=CommonForm.KOEN)
    project = ProjectFactory(municipality=review.municipality, name="みどりの集い")
    decide(review, APPROVED, passing(criteria), person)
    with pytest.raises(ValidationError):
        made(stored(review), person)
    assert (ProjectRecord.objects.count(), stored(review).record) == (0, None)
    assert made(stored(review), person, project=project).project == project


def test_record_of_what_is_not_approved_or_without_the_form_is_refused(review, criteria, person):
    with pytest.raises(ValidationError):
        made(review, person)
    decide(review, APPROVED, passing(criteria), person)
    with pytest.raises(ValidationError) as refusal:
        made(stored(review), person)
    assert "後援" in refusal.value.messages[0]
    assert ProjectRecord.objects.count() == 0


def test_application_is_on_no_public_surface(client, criteria, review, person):
    canary = SponsorshipReviewFactory(
        department=review.department, applicant="カナリア会", event_name="カナリアの集い"
    )
    GuidelineSectionFactory(municipality=review.municipality)
    answers = [
        passing(criteria)[0],
        answered(criteria[1], CriterionAnswer.APPLICABLE, "カナリアの理由"),
    ]
    decide(canary, REFUSED, answers, person)
    pages = [
        "/",
        "/guideline/",
        "/projects/?q=カナリア",
        "/projects/summary/",
        "/projects/?format=csv",
        "/projects/summary/?format=json",
        "/partners/",
        "/data/",
        "/api/v1/",
        "/api/v1/schema/",
        "/api/v1/guideline-sections/",
        review.department.get_absolute_url(),
        reverse("projects:summary") + "?format=json",
    ]
    found = [
        page
        for page in pages
        for text in ("カナリア会", "カナリアの", "sponsorship-review", "SponsorshipReview")
        if text in b"".join(client.get(page)).decode()
    ]
    assert found == []
    assert not SearchRow.objects.filter(kind__contains="sponsorship").exists()


def test_application_of_another_municipality_is_not_seen_by_its_staff():
    review = SponsorshipReviewFactory()
    stranger = coordinator(MunicipalityFactory())
    with pytest.raises(PermissionDenied):
        decide(review, SponsorshipDecision.UNDECIDED, [], stranger)
