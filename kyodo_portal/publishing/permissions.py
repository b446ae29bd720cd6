"""Who may do what with a record. The admin asks here, and the funnel asks again."""

from typing import Any

from django.db import models
from django.db.models import Q

from kyodo_portal.organizations.access import WHOLE_AREA, Access
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Action, State
from kyodo_portal.publishing.registry import Kind

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


def is_editor_of(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user enters records for a department of this one."""
    return not access.own_department_ids(kind.area).isdisjoint(kind.departments(record))


def enters(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user writes this record for a department of it."""
    return kind.is_entered_by_departments and is_editor_of(access, kind, record)


def is_coordinator_of(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user collects and publishes the records of this one's area."""
    return access.has_role(kind.municipality_id(record), [Role.COORDINATOR], kind.area_of(record))


def may_add_any(access: Access, kind: Kind) -> bool:
    """Whether the user may add a record of this kind somewhere."""
    return access.is_operator or bool(access.municipalities_with(kind.add_roles, kind.area))


def may_add(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user may add this very record."""
    if kind.is_publishable:
        return is_coordinator_of(access, kind, record) or enters(access, kind, record)
    return access.has_role(kind.municipality_id(record), kind.add_roles, kind.area_of(record))


def may_change(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user may write this record in the state in which it stands."""
    if not kind.is_publishable:
        return access.has_role(
            kind.municipality_id(record), kind.change_roles, kind.area_of(record)
        )
    if record.state in EDITABLE_BY_EDITOR and enters(access, kind, record):
        return True
    may_be_written = record.state in EDITABLE_BY_COORDINATOR or (
        kind.is_mended_while_withdrawn and record.state == State.WITHDRAWN
    )
    return may_be_written and is_coordinator_of(access, kind, record)


def may_request_correction(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user, who may not change this published record, may ask for a change."""
    return (
        kind.is_publishable
        and record.state == State.PUBLISHED
        and not is_coordinator_of(access, kind, record)
        and enters(access, kind, record)
    )


def may_read_history(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user may read how a record came about, drafts and comments included.

    Who enters it, and who collects, plans or administers the whole area.
    """
    whole = access.has_role(
        kind.municipality_id(record), [*WHOLE_AREA, Role.ADMINISTRATOR], kind.area_of(record)
    )
    return whole or not kind.is_publishable or is_editor_of(access, kind, record)


def may_delete(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user may delete this record: nothing once submitted is ever deleted."""
    if kind.is_publishable:
        never_submitted = record.state == State.DRAFT and record.submitted_at is None
        return (
            never_submitted
            and may_change(access, kind, record)
            and (
                # What several departments write, no one of them takes away from the others.
                is_coordinator_of(access, kind, record)
                or access.own_department_ids(kind.area).issuperset(kind.departments(record))
            )
        )
    # Who may write into a record that others add does not take it away.
    return may_change(access, kind, record) and may_add(access, kind, record)


def may_do(access: Access, kind: Kind, record: Any, action: str) -> bool:
    """Whether the user may take a record to another state."""
    states, roles = TRANSITIONS[action]
    if record.state not in states:
        return False
    return (Role.COORDINATOR in roles and is_coordinator_of(access, kind, record)) or (
        Role.EDITOR in roles and enters(access, kind, record)
    )


def _of_departments(kind: Kind, department_ids: frozenset[int]) -> Any:
    """Return the ids of the records of these departments; a sub-query, since a record with
    two departments must not come twice.
    """
    rows = kind.model._base_manager.filter(**{f"{kind.department_lookup}__in": department_ids})
    return rows.values("pk")


def visible(queryset: models.QuerySet[Any], access: Access, kind: Kind) -> models.QuerySet[Any]:
    """Return the rows that a member of staff may see in the admin.

    Publishable: everything of an area one coordinates or plans, one's own department's
    rows in any state, and what is published in one's municipality. Others: the rows of
    one's municipalities.
    """
    if access.is_operator:
        return queryset
    lookup = kind.municipality_lookup
    if not kind.is_publishable:
        seen = access.municipalities_with(kind.view_roles, kind.area)
        return queryset.filter(**{f"{lookup}__in": seen})
    whole = access.municipalities_with([*WHOLE_AREA, Role.ADMINISTRATOR], kind.area)
    return queryset.filter(
        Q(**{f"{lookup}__in": whole})
        | Q(pk__in=_of_departments(kind, access.own_department_ids(kind.area)))
        | Q(**{f"{lookup}__in": access.municipality_ids}, state=State.PUBLISHED)
    )


def may_view_any(access: Access, kind: Kind) -> bool:
    """Whether the user may see records of this kind somewhere."""
    if access.is_operator:
        return True
    if kind.is_publishable:
        return bool(access.municipality_ids)
    return bool(access.municipalities_with(kind.view_roles, kind.area))


def may_view(access: Access, kind: Kind, record: Any) -> bool:
    """Whether `visible` holds this record, without asking the database."""
    if access.is_operator:
        return True
    municipality_id = kind.municipality_id(record)
    if not kind.is_publishable:
        return municipality_id in access.municipalities_with(kind.view_roles, kind.area)
    return (
        municipality_id in access.municipalities_with([*WHOLE_AREA, Role.ADMINISTRATOR], kind.area)
        or is_editor_of(access, kind, record)
        or (record.state == State.PUBLISHED and municipality_id in access.municipality_ids)
    )


def may_enter(access: Access, kind: Kind, record: Any) -> bool:
    """Whether the user writes this record in some of its states, if not in the present one."""
    return kind.is_publishable and (
        is_coordinator_of(access, kind, record) or enters(access, kind, record)
    )
