import pytest
from django.db import DatabaseError, OperationalError
from django.db.migrations.recorder import MigrationRecorder

from kyodo_portal.site import health


def refuse(*_args, **_kwargs):
    raise OperationalError("could not connect to host db.internal as user portal")


def test_alive_asks_nothing_of_the_database(client):
    # Without the mark django_db any query would fail this test.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_every_migration_is_there(client, django_assert_num_queries):
    health.last_migrations()
    with django_assert_num_queries(2):  # which tables there are, and what the one says
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_without_the_last_migration_is_503(client, caplog):
    app, name = max(health.last_migrations())
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert name in caplog.text


@pytest.mark.django_db
def test_ready_without_database_is_503_and_says_no_more(client, monkeypatch, caplog):
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert "db.internal" in caplog.text


def test_missing_migrations_hands_on_what_the_database_says(monkeypatch):
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refuse)
    with pytest.raises(DatabaseError):
        health.missing_migrations()


def test_alive_answers_without_certificate(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert (client.get("/healthz").status_code, client.get("/help/").status_code) == (200, 301)


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_only_read(client, address):
    assert client.post(address).status_code == 405
