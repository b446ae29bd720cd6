"""Whoever writes records of any kind is led to the service of the kind."""

import pytest

from kyodo_portal.publishing import services
from kyodo_portal.publishing.choices import Action, Channel
from kyodo_portal.publishing.models import Change
from projects.models import Partner, ProjectRecord, ProjectReview

WRITE = {"channel": Channel.ADMIN, "reason": "直しました。"}


@pytest.fixture
def asked(monkeypatch):
    """Put a service in the place of the records' own; return what it was asked."""
    calls = []

    def service(record, **values):
        calls.append((record, values))

    monkeypatch.setitem(services._saving, ProjectRecord, service)
    return calls


def test_service_of_a_model_gets_its_relations_by_name(city, asked):
    relations = {"forms": [city.form], "partners": [city.partner]}
    services.save(city.record, relations=relations, by=city.editor, expected_version=1, **WRITE)
    assert asked == [
        (city.record, {**relations, **WRITE, "by": city.editor, "expected_version": 1})
    ]


def test_model_without_a_service_is_written_by_the_funnel(city):
    city.partner.name = "ひかりの会"
    services.save(city.partner, by=city.coordinator, expected_version=1, **WRITE)
    assert Partner.objects.get(pk=city.partner.pk).name == "ひかりの会"
    change = Change.objects.of(city.partner).get()
    assert (change.by, change.channel, change.reason) == (
        city.coordinator,
        Channel.ADMIN,
        "直しました。",
    )


def test_second_service_of_a_model_is_a_mistake():
    with pytest.raises(ValueError, match=r"projects\.ProjectRecord has a service already"):
        services.register_save(ProjectRecord, services.save)


def test_step_is_prepared_by_the_model_and_then_by_its_service(monkeypatch):
    review = ProjectReview(consent_how="会長から紙で")

    def service(record, action):
        record.consent_how += f"{action}で消えた"

    monkeypatch.setitem(services._stepping, ProjectReview, service)
    services.prepare_step(review, Action.WITHDRAW)
    assert review.consent_how == "withdrawで消えた"
