"""Several people press the same button at one moment: it is done once, and the others are told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change
from projects.models import Project, ProjectRecord, ProjectReview, SponsorshipReview
from projects.records.choices import CommonForm
from projects.sponsorship.choices import SponsorshipDecision
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.guideline import (
    SponsorshipCriterionFactory,
    SponsorshipReviewFactory,
    decide,
    passing,
)
from tests.factories.organizations import coordinator, editor
from tests.factories.projects import CollaborationFormFactory, ProjectFactory
from tests.factories.reviews import review_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def at_one_moment(*requests):
    """Send requests together; return the status codes in their order."""
    start = Barrier(len(requests))

    def send(request):
        start.wait()
        try:
            return request().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


@pytest.fixture
def approved():
    application = SponsorshipReviewFactory()
    place = application.municipality
    CollaborationFormFactory(municipality=place, common_code=CommonForm.KOEN)
    criteria = [SponsorshipCriterionFactory(municipality=place)]
    decide(application, SponsorshipDecision.APPROVED, passing(criteria), coordinator(place))
    return application


@pytest.mark.parametrize("is_continued", [False, True])
def test_of_clicks_for_a_record_at_one_moment_one_makes_it(approved, dose, is_continued):
    people = dose(2, 6)
    project = ProjectFactory(municipality=approved.municipality) if is_continued else None
    clients = [logged_in(editor(approved.department)) for _number in range(people)]
    url, data = admin_url(approved, "record"), {"version": approved.version}
    data |= {"project": project.pk} if project else {}
    codes = at_one_moment(*(lambda c=client: c.post(url, data) for client in clients))
    assert sorted(codes) == [200] * (people - 1) + [302]
    assert (ProjectRecord.objects.count(), Project.objects.count()) == (1, 1)
    assert SponsorshipReview.objects.get().record == ProjectRecord.objects.get()


def test_of_publications_at_one_moment_one_is_written(dose):
    people = dose(2, 6)
    review = review_in(State.SUBMITTED)
    clients = [logged_in(coordinator(review.municipality)) for _number in range(people)]
    url = admin_url(review, "step", "publish")
    data = {"confirmed": "1", f"version_{review.pk}": review.version}
    codes = at_one_moment(*(lambda c=client: c.post(url, data) for client in clients))
    assert codes == [302] * people
    stored = ProjectReview.objects.get()
    assert (stored.state, stored.version) == (State.PUBLISHED, review.version + 1)
    assert Change.objects.of(review).filter(action="publish").count() == 1


def test_words_typed_while_a_review_is_published_are_not_published_unseen():
    review = review_in(State.SUBMITTED)
    answer = review.answers.get()
    place = review.municipality
    publishing, typing = logged_in(coordinator(place)), logged_in(coordinator(place))
    typed = {
        "expected_version": review.version,
        "received_by": review.received_by,
        "received_on": "R8.4.10",
        "transcribed_by": review.transcribed_by,
        "partner": review.partner_id,
        "consent_on": "R8.4.20",
        "consent_how": "会長から紙で",
        "answers-TOTAL_FORMS": 1,
        "answers-INITIAL_FORMS": 1,
        "answers-0-id": answer.pk,
        "answers-0-review": review.pk,
        "answers-0-question": answer.question_id,
        "answers-0-city_words": "あとから書いたことば",
        "answers-0-partner_words": answer.partner_words,
    }
    step = {"confirmed": "1", f"version_{review.pk}": review.version}
    codes = at_one_moment(
        lambda: publishing.post(admin_url(review, "step", "publish"), step),
        lambda: typing.post(admin_url(review, "change"), typed),
    )
    stored = ProjectReview.objects.get()
    outcome = (stored.state, stored.version, stored.answers.get().city_words)
    published = (State.PUBLISHED, review.version + 1, answer.city_words)
    saved = (State.SUBMITTED, review.version + 1, "あとから書いたことば")
    assert (codes, outcome) in [([302, 200], published), ([302, 302], saved)]
