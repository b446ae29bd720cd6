"""The staff's short address of a public page leads to nothing hidden, and does not tell that it is there."""

import pytest

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.choices import State
from tests.factories.admin_pages import logged_in
from tests.factories.case_sheets import case_sheet
from tests.factories.organizations import (
    MunicipalityFactory,
    administrator,
    coordinator,
    editor,
    planner,
)
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    sheet_in,
)
from tests.factories.projects import (
    published_record,
    record_in,
)
from tests.factories.publishing import EditionFactory
from tests.factories.towns import Town, short_address

pytestmark = pytest.mark.django_db

HIDDEN = [state for state in State if state != State.PUBLISHED]


@pytest.fixture
def town():
    return Town()


def test_short_address_leads_to_what_is_public_in_the_own_municipality(town):
    record = published_record(department=town.own)
    report = town.report_in(State.PUBLISHED)
    sheet = sheet_in(State.PUBLISHED, plan_item=MeasureFactory(in_plan=town.plan))
    client = logged_in(editor(town.other))
    things = [record, record.project, report, report.pledge_set, sheet, sheet.plan_item]
    for thing in [*things, town.own, town.municipality]:
        answer = client.get(short_address(thing))
        assert (answer.status_code, answer["Location"]) == (302, thing.get_absolute_url())


def hidden_things(town):
    """Return records of every kind that are not public, and those that never have a page."""
    record = record_in(State.RETURNED, department=town.own)
    report = town.report_in(State.WITHDRAWN, without_trace=True)
    plan = PlanFactory(municipality=town.municipality, is_published=False)
    sheet = sheet_in(State.PUBLISHED, plan_item=MeasureFactory(in_plan=plan))
    case = case_sheet(department=town.own)
    edition = EditionFactory(municipality=town.municipality)
    rating = report.ratings.get()
    of_record, of_report = [record, record.project, case], [report, rating, rating.item]
    return [*of_record, *of_report, sheet, sheet.plan_item, plan, edition, town.plan]


def said(client, record):
    """Return status and page at the short address of a record, but for that address itself."""
    address = short_address(record)
    answer = client.get(address)
    return answer.status_code, answer.content.decode().replace(address, "")


def test_short_address_of_what_is_hidden_or_has_no_page_answers_as_of_what_is_missing(town):
    client = logged_in(editor(town.own))
    things = hidden_things(town)
    missing = said(client, Department(pk=999_999))
    assert missing[0] == 404
    for thing in things:
        assert said(client, thing) == missing


@pytest.mark.parametrize("role", [coordinator, planner, administrator])
def test_short_address_leads_to_nothing_of_another_municipality(town, role):
    elsewhere = MunicipalityFactory()
    stranger = role(elsewhere) if role is administrator else role(elsewhere, "projects")
    client = logged_in(stranger)
    record = published_record(department=town.own)
    for thing in [*hidden_things(town), record, record.project, town.own, town.municipality]:
        assert client.get(short_address(thing)).status_code == 404
    assert client.get(short_address(elsewhere)).status_code == 302


@pytest.mark.parametrize(
    "path", ["x/1", "1/x", "999999/1", "1/999999999999999999", "1/" + "9" * 30]
)
def test_short_address_that_is_none_is_not_found(town, path):
    assert logged_in(editor(town.own)).get(f"/admin/r/{path}/").status_code == 404
