"""The same form arrives twice at one moment: by a double click, or from two workers."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from kyodo_portal.publishing.models import Change, CorrectionRequest, SentForm
from projects.models import Partner, ProjectRecord, SponsorshipReview
from projects.partners.choices import PartnerKind
from tests.factories.admin_pages import admin_url, logged_in, messages, once_token, untouched
from tests.factories.cities import make_city
from tests.factories.guideline import SponsorshipCriterionFactory
from tests.factories.projects import published_record
from tests.source_tree import ROOT

# A worker of its own: it says that it is ready, waits for a word, and tells how it was answered.
WORKER = """
import json, sys
import django
django.setup()
from django.test import Client
cookie, session, url, sent = json.loads(sys.argv[1])
client = Client()
client.cookies[cookie] = session
print("ready", flush=True)
sys.stdin.readline()
answer = client.post(url, sent)
print(json.dumps([answer.status_code, answer.get("Location", "")]))
"""

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


def address_of_the_database():
    """Return DATABASE_URL for the database of this run."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def test_two_workers_store_one_application(city):
    client, url = logged_in(city.editor), admin_url(SponsorshipReview, "add")
    criteria = [SponsorshipCriterionFactory(municipality=city.municipality)]
    sent = application(city, criteria) | {"once_token": once_token(client.get(url))}
    cookie = settings.SESSION_COOKIE_NAME
    given = json.dumps([cookie, client.cookies[cookie].value, url, sent])
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_the_database(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=ROOT,
            text=True,
        )
        for _worker in range(2)
    ]
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * 2
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    answers = [json.loads(worker.communicate(timeout=60)[0]) for worker in workers]
    assert answers[0] == answers[1]
    assert (answers[0][0], SponsorshipReview.objects.count()) == (302, 1)
