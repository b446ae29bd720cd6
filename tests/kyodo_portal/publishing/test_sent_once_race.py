"""The same form arrives twice at one moment: by a double click, or from two workers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from kyodo_portal.publishing.models import Change, CorrectionRequest, SentForm
from projects.models import Partner, ProjectRecord, SponsorshipReview
from projects.partners.choices import PartnerKind
from tests.factories.admin_pages import admin_url, logged_in, messages, once_token, untouched
from tests.factories.cities import make_city
from tests.factories.guideline import SponsorshipCriterionFactory
from tests.factories.projects import published_record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


@pytest.fixture
def city():
    return make_city("こちら")


def twin(client):
    """Return the same browser once more: what a double click sends comes on two connections."""
    other = Client()
    other.cookies = client.cookies.copy()
    return other


def sent_together(client, url, sent, times=2):
    """Send the same form several times at one moment; return (status, where to) of each."""
    start = Barrier(times)

    def send(browser):
        start.wait()
        try:
            answer = browser.post(url, sent)
            return answer.status_code, answer.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, [client, *(twin(client) for _time in range(times - 1))]))


def application(city, criteria):
    """Return what the open form of a new application sends but for its token."""
    return {
        "department": city.department.pk,
        "applicant": "みどりの会",
        "event_name": "みどりの集い",
        "date_text": "R8.5.3",
        "received_on": "R8.2.1",
        "decision": "undecided",
        "answers-TOTAL_FORMS": len(criteria),
        "answers-INITIAL_FORMS": 0,
        **{f"answers-{place}-criterion": one.pk for place, one in enumerate(criteria)},
        **{f"answers-{place}-answer": "open" for place, _one in enumerate(criteria)},
    }


def test_two_equal_applications_at_one_moment_are_one(city, dose):
    client, url = logged_in(city.editor), admin_url(SponsorshipReview, "add")
    criteria = [SponsorshipCriterionFactory(municipality=city.municipality)]
    for time in range(1, dose(2, 12) + 1):
        sent = application(city, criteria) | {"once_token": once_token(client.get(url))}
        answers = sent_together(client, url, sent, dose(2, 6))
        assert len(set(answers)) == 1
        assert answers[0][0] == 302
        assert SponsorshipReview.objects.count() == time
        assert SentForm.objects.count() == time


def test_two_equal_requests_at_one_moment_are_one(city, dose):
    record = published_record(department=city.department, purpose="公開した目的", forms=[city.form])
    client, url = logged_in(city.editor), admin_url(record, "change")
    for time in range(1, dose(2, 12) + 1):
        page = client.get(url)
        sent = {**untouched(page), "purpose": f"正しい目的{time}", "reason": "誤りでした。"}
        answers = sent_together(client, url, {**sent, "once_token": once_token(page)}, dose(2, 6))
        assert set(answers) == {(302, "/admin/publishing/correctionrequest/")}
        assert CorrectionRequest.objects.count() == time


def test_both_answers_tell_of_the_one_that_was_stored(city):
    client, url = logged_in(city.coordinator), admin_url(Partner, "add")
    sent = {
        "municipality": city.municipality.pk,
        "name": "あたらしい会",
        "kind": PartnerKind.GROUP,
        "once_token": once_token(client.get(url)),
    }
    sent_together(client, url, sent)
    said = messages(client.get(admin_url(Partner, "changelist")))
    assert Partner.objects.filter(name="あたらしい会").count() == 1
    assert ">あたらしい会</a>" in said[0]
    assert len(said) in {1, 2}  # the browser shows the answer of the second, which says so


def test_change_that_arrives_twice_is_no_conflict(city, dose):
    client, url = logged_in(city.editor), admin_url(city.record, "change")
    page = client.get(url)
    sent = {**untouched(page), "purpose": "あたらしい目的", "once_token": once_token(page)}
    answers = sent_together(client, url, sent, dose(2, 6))
    assert {code for code, _location in answers} == {302}
    assert ProjectRecord.objects.get(pk=city.record.pk).version == 2
    assert Change.objects.of(city.record).count() == 1


def test_refused_form_that_arrives_twice_is_refused_twice(city):
    client, url = logged_in(city.coordinator), admin_url(Partner, "add")
    token = once_token(client.get(url))
    answers = sent_together(client, url, {"name": "", "once_token": token})
    assert answers == [(200, ""), (200, "")]
    assert SentForm.objects.count() == 0
