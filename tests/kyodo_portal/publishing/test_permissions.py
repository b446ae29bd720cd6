"""Who may see and do what."""

import pytest
from django.utils import timezone

from kyodo_portal.organizations.access import Access
from kyodo_portal.organizations.models import Department, Membership, Municipality
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Edition
from kyodo_portal.publishing.registry import record_models
from projects.models import CollaborationForm, Partner, Project, ProjectRecord
from tests.factories.organizations import (
    DepartmentFactory,
    MembershipFactory,
    MunicipalityFactory,
    OperatorFactory,
    UserFactory,
    administrator,
    coordinator,
    editor,
    planner,
)
from tests.factories.pledge_sets import PledgeSetFactory, report_in
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    ProjectLinkFactory,
    make_policy_city,
    sheet_in,
)
from tests.factories.projects import ProjectFactory, ProjectRecordFactory, record_in
from tests.factories.publishing import EditionFactory
from tests.factories.towns import Town

ROLES = ["editor", "coordinator", "planner", "administrator"]
KINDS = [
    ProjectRecord,
    Project,
    Partner,
    CollaborationForm,
    Department,
    Municipality,
    Membership,
    Edition,
]


def put_into(state, department):
    """Make a record that stands in a state, without the way that led there."""
    record, user, now = ProjectRecordFactory(department=department), UserFactory(), timezone.now()
    steps = ("submitted", "returned", "published", "withdrawn")
    who_and_when = {f"{step}_by": user for step in steps} | {f"{step}_at": now for step in steps}
    words = {"return_comment": "わけ", "withdrawal_reason": "わけ"}
    ProjectRecord.objects.filter(pk=record.pk).update(state=state, **who_and_when, **words)
    record.refresh_from_db()
    return record


@pytest.fixture
def rows(city, other_city):
    """Records in every state, of the own and another department, in both cities; editions."""
    for here in (city, other_city):
        elsewhere = DepartmentFactory(municipality=here.municipality)
        for state in State:
            put_into(state, here.department)
            put_into(state, elsewhere)
        for area in ("projects", "pledges"):
            EditionFactory(municipality=here.municipality, area=area)


def people(city):
    """Return one person of each role, somebody of another area, and the operator."""
    staff = [getattr(city, role) for role in ROLES]
    return [*staff, coordinator(city.municipality, "pledges"), OperatorFactory()]


@pytest.mark.parametrize("model", KINDS)
def test_may_view_says_of_each_row_what_visible_says_of_all(city, rows, model):
    for user in people(city):
        access = Access(user)
        seen = set(permissions.visible(model.objects.all(), access))
        assert seen == {row for row in model.objects.all() if permissions.may_view(access, row)}
        assert permissions.may_view_any(access, model) or not seen


@pytest.fixture
def hanging(db):
    """Rows that hang on records in every state, of both departments of a town, and on nothing."""
    town = Town()
    hidden = {"municipality": town.municipality, "is_published": False}
    hidden_set, hidden_plan = PledgeSetFactory(**hidden), PlanFactory(**hidden)
    for number, state in enumerate(State):
        for department, month in ((town.own, 3), (town.other, 9)):
            day = f"{2021 + number}-{month:02}-28"
            town.report_in(state, department=department, as_of=day)
            for plan in (town.plan, hidden_plan):
                measure = MeasureFactory(in_plan=plan)
                IndicatorFactory(plan_item=measure, values={2019: "8.1"})
                sheet_in(state, plan_item=measure, departments=[department])
            record = record_in(state, department=department)
            ProjectLinkFactory(plan_item=measure, project=record.project)
    report_in(State.PUBLISHED, [{}], pledge_set=hidden_set)
    IndicatorFactory(plan_item=MeasureFactory(in_plan=town.plan))
    ProjectFactory(municipality=town.municipality)
    return town


@pytest.mark.parametrize("area", ["projects", "policies", "pledges"])
def test_rows_that_hang_on_others_are_seen_one_by_one_as_all_at_once(hanging, area):
    roles = [coordinator(hanging.municipality, area), planner(hanging.municipality, area)]
    roles += [administrator(hanging.municipality), coordinator(MunicipalityFactory(), area)]
    for user in [*roles, editor(hanging.own, area), editor(hanging.other, area)]:
        access = Access(user)
        for model in record_models():
            rows = list(model._base_manager.all())
            seen = {row for row in rows if permissions.may_view(access, row)}
            assert set(permissions.visible(model._base_manager.all(), access)) == seen
            assert permissions.may_view_any(access, model) or not seen


@pytest.mark.parametrize("model", KINDS)
def test_nothing_of_another_city_is_seen(city, other_city, rows, model):
    seen = [permissions.visible(model.objects.all(), Access(getattr(city, role))) for role in ROLES]
    assert {row.owning_municipality_id for found in seen for row in found} == {city.municipality.pk}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("editor", {(state, "own") for state in State} | {(State.PUBLISHED, "other")}),
        ("coordinator", {(state, whose) for state in State for whose in ("own", "other")}),
        ("planner", {(state, whose) for state in State for whose in ("own", "other")}),
        ("administrator", {(state, whose) for state in State for whose in ("own", "other")}),
    ],
)
def test_records_that_a_role_sees(city, rows, role, expected):
    seen = permissions.visible(ProjectRecord.objects.all(), Access(getattr(city, role)))
    assert {
        (row.state, "own" if row.department == city.department else "other") for row in seen
    } == expected


@pytest.mark.parametrize(
    ("role", "states"),
    [
        ("editor", {State.DRAFT, State.RETURNED}),
        ("coordinator", {State.DRAFT, State.RETURNED, State.SUBMITTED, State.PUBLISHED}),
        ("planner", set()),
        ("administrator", set()),
    ],
)
def test_states_in_which_a_role_may_change_a_record(city, role, states):
    access = Access(getattr(city, role))
    found = {
        state for state in State if permissions.may_change(access, put_into(state, city.department))
    }
    assert found == states


@pytest.mark.parametrize(
    ("role", "states"), [("editor", {State.PUBLISHED}), ("coordinator", set()), ("planner", set())]
)
def test_states_in_which_a_role_asks_for_a_correction(city, role, states):
    access = Access(getattr(city, role))
    found = {
        state
        for state in State
        if permissions.may_request_correction(access, put_into(state, city.department))
    }
    assert found == states


def test_editor_enters_for_what_is_below_the_own_department(city):
    below = DepartmentFactory(municipality=city.municipality, parent=city.department)
    record = put_into(State.DRAFT, below)
    assert permissions.may_change(Access(city.editor), record)
    above = put_into(State.DRAFT, DepartmentFactory(municipality=city.municipality))
    assert not permissions.may_change(Access(city.editor), above)


def test_membership_in_another_area_gives_nothing_here(city):
    stranger = Access(coordinator(city.municipality, "pledges"))
    assert not permissions.may_change(stranger, city.record)
    assert not permissions.may_enter(stranger, city.record)
    assert not permissions.may_add_any(stranger, ProjectRecord)


def test_closed_account_sees_and_does_nothing(city):
    city.coordinator.is_active = False
    access = Access(city.coordinator)
    assert not permissions.may_view_any(access, ProjectRecord)
    assert not permissions.may_change(access, city.record)
    assert list(permissions.visible(ProjectRecord.objects.all(), access)) == []


def test_draft_of_several_departments_is_taken_away_by_none_of_them_alone(db):
    city = make_policy_city("見本市")
    one = Access(city.editors[0])
    assert permissions.may_change(one, city.sheet)
    assert not permissions.may_delete(one, city.sheet)
    both = city.editors[1]
    MembershipFactory(user=both, department=city.departments[0], area="policies")
    assert permissions.may_delete(Access(both), city.sheet)
    assert permissions.may_delete(Access(city.coordinator), city.sheet)


def test_draft_of_one_department_is_taken_away_by_it_and_by_no_other(city):
    other = editor(DepartmentFactory(municipality=city.municipality))
    found = {
        user: permissions.may_delete(Access(user), city.record)
        for user in (city.editor, city.coordinator, city.planner, city.administrator, other)
    }
    assert found == {
        city.editor: True,
        city.coordinator: True,
        city.planner: False,
        city.administrator: False,
        other: False,
    }
