"""From draft to publication and back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models import Change, DataVersion
from kyodo_portal.publishing.transitions import REACHES, transition
from kyodo_portal.read_model.models import SearchRow
from projects.models import ProjectRecord
from tests.factories.projects import record_in

ALLOWED = {
    (State.DRAFT, Action.SUBMIT): {"editor", "coordinator"},
    (State.RETURNED, Action.SUBMIT): {"editor", "coordinator"},
    (State.SUBMITTED, Action.TAKE_BACK): {"editor", "coordinator"},
    (State.SUBMITTED, Action.RETURN): {"coordinator"},
    (State.SUBMITTED, Action.PUBLISH): {"coordinator"},
    (State.WITHDRAWN, Action.PUBLISH): {"coordinator"},
    (State.PUBLISHED, Action.WITHDRAW): {"coordinator"},
}
ROLES = ["editor", "coordinator", "planner", "administrator"]


def step(record, action, by, **values):
    """Take a step with the record's present version."""
    write = {
        "by": by,
        "channel": Channel.ADMIN,
        "expected_version": record.version,
        "comment": "わけ",
    }
    return transition(record, action, **{**write, **values})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", list(State))
def test_steps_are_taken_only_from_their_states_and_by_their_roles(city, state, role):
    record = record_in(state, department=city.department)
    for action in REACHES:
        if role in ALLOWED.get((state, action), ()):
            continue
        with pytest.raises((PermissionDenied, ValidationError)):
            step(record, action, getattr(city, role))
        stored = ProjectRecord.objects.get(pk=record.pk)
        assert (stored.state, stored.version) == (state, record.version)


@pytest.mark.parametrize(
    ("state", "action", "role"),
    [(*start, role) for start, roles in ALLOWED.items() for role in sorted(roles)],
)
def test_step_reaches_its_state(city, state, action, role):
    record = record_in(state, department=city.department)
    assert step(record, action, getattr(city, role)).state == REACHES[action]
    stored = ProjectRecord.objects.get(pk=record.pk)
    assert (stored.state, stored.version) == (REACHES[action], record.version + 1)


@pytest.mark.parametrize("role", ["editor", "coordinator"])
def test_other_city_takes_no_step(city, other_city, role):
    with pytest.raises(PermissionDenied):
        step(city.record, Action.SUBMIT, getattr(other_city, role))


def test_step_leaves_change_and_who_and_when(city):
    record = step(city.record, Action.SUBMIT, city.editor)
    change = Change.objects.of(record).get()
    assert (record.submitted_by, record.submitted_at is not None) == (city.editor, True)
    assert (change.action, change.by, change.version) == (Action.SUBMIT, city.editor, 2)
    assert (change.before["state"], change.after["state"]) == (State.DRAFT, State.SUBMITTED)


def test_step_keeps_no_second_copy_of_the_record(city):
    record = step(city.record, Action.SUBMIT, city.editor)
    change = Change.objects.of(record).get()
    assert change.before == {"state": "draft", "submitted_at": None, "submitted_by": None}
    assert change.after["submitted_by"] == {"id": city.editor.pk, "name": str(city.editor)}
    assert list(change.after) == list(change.before)


def test_publication_opens_the_search_row_and_raises_the_data_version(city):
    record = record_in(State.SUBMITTED, department=city.department)
    row = SearchRow.objects.filter(kind="projects.projectrecord", object_id=record.pk)
    assert (row.get().is_public, DataVersion.current()) == (False, 0)
    step(record, Action.PUBLISH, city.coordinator)
    assert (row.get().is_public, DataVersion.current()) == (True, 1)


def test_withdrawal_closes_the_search_row_and_raises_the_data_version(city):
    record = record_in(State.PUBLISHED, department=city.department)
    step(record, Action.WITHDRAW, city.coordinator)
    row = SearchRow.objects.get(kind="projects.projectrecord", object_id=record.pk)
    assert (row.is_public, DataVersion.current()) == (False, 2)


@pytest.mark.parametrize("without_trace", [True, False])
def test_withdrawal_keeps_reason_and_trace(city, without_trace):
    record = record_in(State.PUBLISHED, department=city.department)
    moved = step(
        record, Action.WITHDRAW, city.coordinator, comment=" 誤り ", without_trace=without_trace
    )
    assert (moved.withdrawal_reason, moved.withdrawn_without_trace) == ("誤り", without_trace)


@pytest.mark.parametrize(
    ("state", "action"), [(State.SUBMITTED, Action.RETURN), (State.PUBLISHED, Action.WITHDRAW)]
)
def test_step_that_needs_words_is_refused_without(city, state, action):
    record = record_in(state, department=city.department)
    with pytest.raises(ValidationError):
        step(record, action, city.coordinator, comment=" 　")
    assert ProjectRecord.objects.get(pk=record.pk).state == state


@pytest.mark.parametrize("version", [0, 2])
def test_step_with_another_version_is_stale(city, version):
    with pytest.raises(Stale):
        step(city.record, Action.SUBMIT, city.editor, expected_version=version)
    assert Change.objects.count() == 0


def test_refusal_names_record_state_and_step(city):
    record = record_in(State.PUBLISHED, department=city.department)
    with pytest.raises(ValidationError) as refusal:
        step(record, Action.SUBMIT, city.coordinator)
    assert refusal.value.messages == [f"「{record}」はいま「公開中」なので、「提出」はできません。"]


def test_step_saves_nothing_that_was_typed_into_the_record(city):
    city.record.purpose = "まだ保存していない"
    step(city.record, Action.SUBMIT, city.editor)
    assert ProjectRecord.objects.get(pk=city.record.pk).purpose == "はじめの目的"
