"""Who may do what with a record. The admin asks here, and the funnel asks again."""

from typing import Any

from django.db import models
from django.db.models import Q

from kyodo_portal.organizations.access import WHOLE_AREA, Access
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Action, State
from kyodo_portal.publishing.registry import RecordType

EDITABLE_BY_EDITOR = frozenset({State.DRAFT, State.RETURNED})
EDITABLE_BY_COORDINATOR = EDITABLE_BY_EDITOR | {State.SUBMITTED, State.PUBLISHED}

COORDINATORS = frozenset({Role.COORDINATOR})

# action: (states it starts from, the roles that may do it)
TRANSITIONS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    Action.SUBMIT: (EDITABLE_BY_EDITOR, frozenset({Role.EDITOR, Role.COORDINATOR})),
    Action.TAKE_BACK: (frozenset({State.SUBMITTED}), frozenset({Role.EDITOR, Role.COORDINATOR})),
    Action.RETURN: (frozenset({State.SUBMITTED}), frozenset({Role.COORDINATOR})),
    Action.PUBLISH: (
        frozenset({State.SUBMITTED, State.WITHDRAWN}),
        frozenset({Role.COORDINATOR}),
    ),
    Action.WITHDRAW: (frozenset({State.PUBLISHED}), frozenset({Role.COORDINATOR})),
}


def is_editor_of(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user enters records for a department of this one."""
    return not access.own_department_ids(record_type.area).isdisjoint(
        record_type.departments(record)
    )


def enters(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user writes this record for a department of it."""
    return record_type.is_entered_by_departments and is_editor_of(access, record_type, record)


def is_coordinator_of(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user collects and publishes the records of this one's area."""
    return access.has_role(
        record_type.municipality_id(record), [Role.COORDINATOR], record_type.area_of(record)
    )


def may_add_any(access: Access, record_type: RecordType) -> bool:
    """Whether the user may add a record of this kind somewhere."""
    return access.is_operator or bool(
        access.municipalities_with(record_type.add_roles, record_type.area)
    )


def may_add(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user may add this very record."""
    if record_type.is_publishable:
        return is_coordinator_of(access, record_type, record) or enters(access, record_type, record)
    return access.has_role(
        record_type.municipality_id(record), record_type.add_roles, record_type.area_of(record)
    )


def may_change(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user may write this record in the state in which it stands."""
    if not record_type.is_publishable:
        return access.has_role(
            record_type.municipality_id(record),
            record_type.change_roles,
            record_type.area_of(record),
        )
    if record.state in EDITABLE_BY_EDITOR and enters(access, record_type, record):
        return True
    may_be_written = record.state in EDITABLE_BY_COORDINATOR or (
        record_type.editable_when_withdrawn and record.state == State.WITHDRAWN
    )
    return may_be_written and is_coordinator_of(access, record_type, record)


def may_request_correction(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user, who may not change this published record, may ask for a change."""
    return (
        record_type.is_publishable
        and record.state == State.PUBLISHED
        and not is_coordinator_of(access, record_type, record)
        and enters(access, record_type, record)
    )


def may_read_history(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user may read how a record came about, drafts and comments included.

    Who enters it, and who collects, plans or administers the whole area.
    """
    whole = access.has_role(
        record_type.municipality_id(record),
        [*WHOLE_AREA, Role.ADMINISTRATOR],
        record_type.area_of(record),
    )
    return whole or not record_type.is_publishable or is_editor_of(access, record_type, record)


def may_delete(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user may delete this record: nothing once submitted is ever deleted."""
    if record_type.is_publishable:
        never_submitted = record.state == State.DRAFT and record.submitted_at is None
        return (
            never_submitted
            and may_change(access, record_type, record)
            and (
                # What several departments write, no one of them takes away from the others.
                is_coordinator_of(access, record_type, record)
                or access.own_department_ids(record_type.area).issuperset(
                    record_type.departments(record)
                )
            )
        )
    # Who may write into a record that others add does not take it away.
    return may_change(access, record_type, record) and may_add(access, record_type, record)


def may_do(access: Access, record_type: RecordType, record: Any, action: str) -> bool:
    """Whether the user may take a record to another state."""
    states, roles = TRANSITIONS[action]
    if record.state not in states:
        return False
    return (Role.COORDINATOR in roles and is_coordinator_of(access, record_type, record)) or (
        Role.EDITOR in roles and enters(access, record_type, record)
    )


def _of_departments(record_type: RecordType, department_ids: frozenset[int]) -> Any:
    """Return the ids of the records of these departments; a sub-query, since a record with
    two departments must not come twice.
    """
    rows = record_type.model._base_manager.filter(
        **{f"{record_type.department_lookup}__in": department_ids}
    )
    return rows.values("pk")


def visible(
    queryset: models.QuerySet[Any], access: Access, record_type: RecordType
) -> models.QuerySet[Any]:
    """Return the rows that a member of staff may see in the admin.

    Publishable: everything of an area one coordinates or plans, one's own department's
    rows in any state, and what is published in one's municipality. Others: the rows of
    one's municipalities.
    """
    if access.is_operator:
        return queryset
    lookup = record_type.municipality_lookup
    if not record_type.is_publishable:
        seen = access.municipalities_with(record_type.view_roles, record_type.area)
        return queryset.filter(**{f"{lookup}__in": seen})
    whole = access.municipalities_with([*WHOLE_AREA, Role.ADMINISTRATOR], record_type.area)
    return queryset.filter(
        Q(**{f"{lookup}__in": whole})
        | Q(pk__in=_of_departments(record_type, access.own_department_ids(record_type.area)))
        | Q(**{f"{lookup}__in": access.municipality_ids}, state=State.PUBLISHED)
    )


def may_view_any(access: Access, record_type: RecordType) -> bool:
    """Whether the user may see records of this kind somewhere."""
    if access.is_operator:
        return True
    if record_type.is_publishable:
        return bool(access.municipality_ids)
    return bool(access.municipalities_with(record_type.view_roles, record_type.area))


def may_view(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether `visible` holds this record, without asking the database."""
    if access.is_operator:
        return True
    municipality_id = record_type.municipality_id(record)
    if not record_type.is_publishable:
        return municipality_id in access.municipalities_with(
            record_type.view_roles, record_type.area
        )
    return (
        municipality_id
        in access.municipalities_with([*WHOLE_AREA, Role.ADMINISTRATOR], record_type.area)
        or is_editor_of(access, record_type, record)
        or (record.state == State.PUBLISHED and municipality_id in access.municipality_ids)
    )


def may_enter(access: Access, record_type: RecordType, record: Any) -> bool:
    """Whether the user writes this record in some of its states, if not in the present one."""
    return record_type.is_publishable and (
        is_coordinator_of(access, record_type, record) or enters(access, record_type, record)
    )
