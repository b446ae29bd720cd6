"""The database is locked, gone or not migrated: clear answers within seconds, then all is well."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client

from kyodo_portal.site.views import home
from tests.factories.organizations import MunicipalityFactory, OperatorFactory
from tests.factories.projects import published_record

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = ["/", "/projects/", "/departments/", "/partners/", "/policies/", "/pledges/", "/data/"]
PROGRAMS = ["/api/v1/", "/api/v1/project-records/", "/projects/?format=json"]
WITHOUT_DATA = ["/help/", "/accessibility/", "/robots.txt", "/healthz"]


def asked(address: str, **headers: str) -> tuple[int, float, object]:
    """Return status, seconds and answer of a request; faults of ours are answers too."""
    client = Client(raise_request_exception=False, headers=headers)
    start = time.monotonic()
    response = client.get(address)
    return response.status_code, time.monotonic() - start, response


@contextmanager
def locked() -> Iterator[None]:
    """Hold a lock under which nobody can read, as a backup or a broken process might."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()
    else:
        other = connections.create_connection("default")
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "LOCK TABLE publishing_dataversion, django_migrations IN ACCESS EXCLUSIVE MODE"
            )
        try:
            yield
        finally:
            other.rollback()
            other.close()


@pytest.fixture(params=["open connection", "new connection"])
def connected(request, transactional_db) -> None:
    """Ask over a connection that stands, and over one that must be opened first."""
    published_record()
    if request.param == "new connection":
        connection.close()


@pytest.mark.concurrency
def test_public_page_under_a_lock_is_503_within_three_seconds(connected):
    with locked():
        status, seconds, response = asked("/projects/")
    assert (status, response["Retry-After"]) == (503, "30")
    assert seconds < 3
    assert asked("/projects/")[0] == 200


@pytest.mark.concurrency
def test_reader_who_has_the_page_is_told_the_same(connected):
    etag = asked("/projects/")[2]["ETag"]
    with locked():
        status, seconds, _response = asked("/projects/", if_none_match=etag)
    assert status == 503
    assert seconds < 3
    assert asked("/projects/", if_none_match=etag)[0] == 304


@pytest.mark.concurrency
def test_ready_says_so_within_two_seconds(connected):
    with locked():
        status, seconds, _response = asked("/readyz")
    assert status == 503
    assert seconds < 2
    assert asked("/readyz")[0] == 200


@pytest.mark.concurrency
def test_pages_without_data_stay_up_under_a_lock(connected):
    with locked():
        answers = {address: asked(address)[:2] for address in WITHOUT_DATA}
    assert {address: status for address, (status, _) in answers.items()} == dict.fromkeys(
        WITHOUT_DATA, 200
    )
    assert max(seconds for _, seconds in answers.values()) < 1


@pytest.mark.concurrency
def test_waiting_time_of_the_connection_is_set_back(connected):
    """Staff's writes wait long; a public read before them must not change that."""
    asked("/projects/")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
        assert connection.settings_dict["OPTIONS"]["timeout"] == 20
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('lock_timeout'),"
                " current_setting('statement_timeout'),"
                " current_setting('transaction_read_only')"
            )
            assert cursor.fetchone() == ("0", "0", "off")


@pytest.mark.concurrency
def test_public_read_waits_for_no_writer(transactional_db):
    """A write that is not yet committed keeps nobody from reading."""
    published_record(name="前")
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
    else:
        other = connections.create_connection("default")
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE publishing_dataversion SET number = number")
    try:
        status, seconds, response = asked("/projects/")
    finally:
        other.rollback()
        other.close()
    assert status == 200
    assert seconds < 2
    assert "前" in response.content.decode()


@contextmanager
def gone() -> Iterator[None]:
    """Take the database away: the file moved, the server at another door."""
    connection.close()
    usual = connection.settings_dict
    if connection.vendor == "sqlite":
        path = Path(usual["NAME"])
        path.rename(f"{path}-away")
        try:
            yield
        finally:
            connection.close()
            Path(f"{path}-away").replace(path)
    else:
        connection.settings_dict = {**usual, "HOST": "127.0.0.1", "PORT": "1"}
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict = usual


@pytest.mark.parametrize("address", [*PUBLIC, *PROGRAMS])
def test_page_without_database_is_503_in_the_portals_words(transactional_db, address):
    with gone():
        status, seconds, response = asked(address)
    assert (status, response["Retry-After"], response["Cache-Control"]) == (503, "30", "no-store")
    assert seconds < 3
    if address in PROGRAMS:
        assert response.json()["detail"] == "ただいま表示できません"
    else:
        assert "少し待ってから、もう一度読み込んでください。" in response.content.decode()


def test_fault_is_one_line_of_the_log(transactional_db, caplog):
    with gone():
        asked("/projects/")
    [record] = [one for one in caplog.records if one.name == "kyodo_portal.site.middleware"]
    assert record.getMessage().startswith("The database cannot answer /projects/: ")
    assert "\n" not in record.getMessage()
    assert record.exc_info is None


def test_any_other_fault_of_the_database_stays_a_fault(transactional_db, monkeypatch):
    """A query that is wrong is ours to mend: no 503 may hide it."""

    def wrong(*_args):
        raise ValueError("ours")

    monkeypatch.setattr(home, "home_page", wrong)
    assert asked("/")[0] == 500


def test_staff_page_under_a_lock_is_503_and_the_typed_text_is_not_taken(transactional_db):
    MunicipalityFactory()
    client = Client(raise_request_exception=False)
    client.force_login(OperatorFactory())
    with gone():
        response = client.get("/admin/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
