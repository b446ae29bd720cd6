"""変更履歴 over all records: read by coordinators and administrators of the municipality."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import OperatorFactory

URL = "/admin/publishing/change/"


@pytest.fixture
def changes(city, other_city):
    """A change of a record and of a department in each city."""
    by = OperatorFactory()
    for here in (city, other_city):
        here.record.purpose = "新しい目的"
        here.department.telephone = "0144-00-0000"
        for thing in (here.record, here.department):
            funnel.save(thing, write=funnel.Write(by, Channel.ADMIN), expected_version=1)
    assert Change.objects.count() == 4
    return Change.objects


def shown(client, **query):
    """Return the kinds of the listed changes, newest first."""
    return [change.kind for change in client.get(URL, query).context["cl"].result_list]


def test_administrator_reads_every_change_of_the_own_city(city, changes):
    client = logged_in(city.administrator)
    assert shown(client) == ["organizations.department", "projects.projectrecord"]
    assert "あちら" not in words(client.get(URL))


def test_coordinator_reads_the_changes_of_the_own_area(city, changes):
    assert shown(logged_in(city.coordinator)) == ["projects.projectrecord"]


def test_operator_reads_everything(changes):
    assert len(shown(logged_in(OperatorFactory()))) == 4


def test_change_of_the_other_city_leads_away(city, other_city, changes):
    theirs = changes.of(other_city.record).get()
    answer = logged_in(city.administrator).get(admin_url(theirs, "change"))
    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_change_shows_fields_before_and_after(city, changes):
    change = changes.of(city.record).get()
    page = logged_in(city.coordinator).get(admin_url(change, "change"))
    assert ("目的", "はじめの目的", "新しい目的") in [row[1:] for row in page.context["rows"]]


@pytest.mark.parametrize("role", ["administrator", "coordinator"])
def test_nobody_writes_a_change(city, changes, role):
    client = logged_in(getattr(city, role))
    change = changes.of(city.record).get()
    assert client.post(admin_url(change, "change"), {"reason": "x"}).status_code == 405
    assert client.post(admin_url(change, "delete"), {"post": "yes"}).status_code == 403
    assert client.get(admin_url(Change, "add")).status_code == 403
    assert client.get(admin_url(change, "history")).status_code == 403
    assert changes.count() == 4


def test_filters_of_kind_channel_and_year(city, changes):
    before = timezone.make_aware(dt.datetime(2024, 3, 31, 23, 59))  # noqa: DTZ001 (made aware)
    changes.of(city.record).update(at=before, channel=Channel.IMPORT)
    client = logged_in(city.administrator)
    assert shown(client, kind="organizations.department") == ["organizations.department"]
    assert shown(client, channel__exact="import") == ["projects.projectrecord"]
    assert shown(client, fiscal_year="2023") == ["projects.projectrecord"]
    assert shown(client, fiscal_year="2024") == []


@pytest.mark.parametrize("year", ["x", "9" * 30, "-1"])
def test_year_that_was_not_offered_is_ignored(city, changes, year):
    assert len(shown(logged_in(city.administrator), fiscal_year=year)) == 2


def test_number_that_no_row_can_have_is_no_error(city, changes):
    """PostgreSQL finds nothing under it; SQLite cannot ask, and the whole list is shown."""
    response = logged_in(city.administrator).get(URL, {"id__in": "9" * 30}, follow=True)
    assert response.status_code == 200
    found = len(response.context["cl"].result_list)
    assert found == (0 if connection.vendor == "postgresql" else 2)


def test_list_without_changes_opens(city):
    assert logged_in(city.administrator).get(URL).status_code == 200
