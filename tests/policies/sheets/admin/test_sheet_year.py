"""A year of sheets, from its opening to its publication."""

import pytest

from kyodo_portal.publishing.choices import State
from policies.models import EvaluationSheet
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.policies import (
    PolicyCity,
    make_policy_city,
)
from tests.factories.publishing import publish
from tests.factories.sheet_pages import page, sections_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> PolicyCity:
    return make_policy_city("見本市", is_confirmed=False)


def step(client, sheet, action, **data):
    """Take a step as its page does: open it, confirm it."""
    sheet = EvaluationSheet.objects.get(pk=sheet.pk)
    url = admin_url(sheet, "step", action) + f"?version={sheet.version}"
    return client.post(
        url,
        {"confirmed": "1", f"version_{sheet.pk}": str(sheet.version), **data},
        follow=True,
    )


def fill_in(city, sheet):
    """Write and confirm each department's part, as that department."""
    for number, editor in enumerate(city.editors):
        send(
            editor,
            sheet,
            **{
                f"sections-{number}-actions": f"{number}の取組",
                f"sections-{number}-is_confirmed": "on",
            },
        )


def test_a_year_is_opened_filled_submitted_returned_and_published_by_those_who_may():
    city = make_policy_city("見本市")
    publish(city.sheet)
    coordinator = logged_in(city.coordinator)
    outsiders = [
        logged_in(city.planner),
        logged_in(make_policy_city("別の市").coordinator),
        *map(logged_in, city.editors),
    ]
    open_url = f"/admin/policies/plan/{city.plan.pk}/open-year/"
    for client in outsiders:
        client.post(open_url, {"fiscal_year": "R2"})
        assert EvaluationSheet.objects.filter(fiscal_year=2020).count() == 0
    coordinator.post(open_url, {"fiscal_year": "R2"})
    sheet = EvaluationSheet.objects.get(fiscal_year=2020)

    step(logged_in(city.editors[0]), sheet, "submit")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.DRAFT
    fill_in(city, sheet)
    step(logged_in(city.editors[0]), sheet, "submit")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.SUBMITTED

    for client in outsiders:
        for action in ("publish", "return"):
            step(client, sheet, action, comment="だめ")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.SUBMITTED
    step(coordinator, sheet, "return", comment="数を確かめてください。")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.RETURNED
    assert "数を確かめてください。" in words(page(city.editors[1], sheet))
    send(city.editors[1], sheet, **{"sections-1-actions": "直した取組"})
    step(logged_in(city.editors[1]), sheet, "submit")
    step(coordinator, sheet, "publish")
    sheet = EvaluationSheet.objects.get(pk=sheet.pk)
    assert (sheet.state, sheet.published_by) == (State.PUBLISHED, city.coordinator)
    assert [row.actions for row in sections_of(sheet)] == ["0の取組", "直した取組"]
    for client in outsiders:
        step(client, sheet, "withdraw", comment="だめ")
    assert EvaluationSheet.objects.get(pk=sheet.pk).state == State.PUBLISHED


def test_coordinator_makes_a_single_sheet(city):
    client = logged_in(city.coordinator)
    url = admin_url(EvaluationSheet, "add")
    data = {
        "plan_item": str(city.measure.pk),
        "fiscal_year": "令和3年度",
        "sections-TOTAL_FORMS": "2",
        "sections-INITIAL_FORMS": "0",
        "sections-0-department": str(city.departments[0].pk),
        "_continue": "1",
    }
    assert client.get(url).status_code == 200
    refused = client.post(url, {**data, "plan_item": str(city.measure.parent_id)})
    assert "plan_item" in refused.context["adminform"].form.errors
    refused = client.post(url, {**data, "fiscal_year": "いつか"})
    assert "fiscal_year" in refused.context["adminform"].form.errors
    client.post(url, data)
    sheet = EvaluationSheet.objects.get(fiscal_year=2021)
    assert [row.department for row in sections_of(sheet)] == [city.departments[0]]
    assert logged_in(city.editors[0]).get(url).status_code == 403
