"""Who may do what with a record. The admin asks here, and the funnel asks again."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from kyodo_portal.organizations.access import WHOLE_AREA, Access
from kyodo_portal.organizations.choices import COORDINATORS, EDITORS_AND_COORDINATORS, Role
from kyodo_portal.publishing.choices import Action, State
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.versioned import Versioned

EDITABLE_BY_EDITOR = frozenset({State.DRAFT, State.RETURNED})
EDITABLE_BY_COORDINATOR = EDITABLE_BY_EDITOR | {State.SUBMITTED, State.PUBLISHED}

# action: (states it starts from, the roles that may do it)
TRANSITIONS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    Action.SUBMIT: (EDITABLE_BY_EDITOR, EDITORS_AND_COORDINATORS),
    Action.TAKE_BACK: (frozenset({State.SUBMITTED}), EDITORS_AND_COORDINATORS),
    Action.RETURN: (frozenset({State.SUBMITTED}), COORDINATORS),
    Action.PUBLISH: (
        frozenset({State.SUBMITTED, State.WITHDRAWN}),
        COORDINATORS,
    ),
    Action.WITHDRAW: (frozenset({State.PUBLISHED}), COORDINATORS),
}


def is_editor_of(access: Access, record: Publishable) -> bool:
    """Whether the user enters records for a department of this one."""
    return not access.own_department_ids(record.area_code).isdisjoint(record.department_ids())


def enters(access: Access, record: Publishable) -> bool:
    """Whether the user writes this record for a department of it."""
    return record.is_entered_by_departments and is_editor_of(access, record)


def is_coordinator_of(access: Access, record: Versioned) -> bool:
    """Whether the user collects and publishes the records of this one's area."""
    return access.is_coordinator(record.owning_municipality_id, record.record_area)


def _has_role(access: Access, record: Versioned, roles: Iterable[str]) -> bool:
    return access.has_role(record.owning_municipality_id, roles, record.record_area)


def may_add_any(access: Access, model: type[Versioned]) -> bool:
    """Whether the user may add a record of this kind somewhere."""
    return access.is_operator or bool(access.municipalities_with(model.add_roles, model.area_code))


def may_add(access: Access, record: Any) -> bool:
    """Whether the user may add this very record."""
    if record.is_publishable:
        return may_enter(access, record)
    return _has_role(access, record, record.add_roles)


def may_change(access: Access, record: Any) -> bool:
    """Whether the user may write this record in the state in which it stands."""
    if not record.is_publishable:
        return _has_role(access, record, record.change_roles)
    if record.state in EDITABLE_BY_EDITOR and enters(access, record):
        return True
    may_be_written = record.state in EDITABLE_BY_COORDINATOR or (
        record.editable_when_withdrawn and record.state == State.WITHDRAWN
    )
    return may_be_written and is_coordinator_of(access, record)


def may_request_correction(access: Access, record: Any) -> bool:
    """Whether the user, who may not change this published record, may ask for a change."""
    return (
        record.is_publishable
        and record.state == State.PUBLISHED
        and not is_coordinator_of(access, record)
        and enters(access, record)
    )


def may_read_history(access: Access, record: Any) -> bool:
    """Whether the user may read how a record came about, drafts and comments included.

    Who enters it, and who collects, plans or administers the whole area.
    """
    whole = _has_role(access, record, [*WHOLE_AREA, Role.ADMINISTRATOR])
    return whole or not record.is_publishable or is_editor_of(access, record)


def may_delete(access: Access, record: Any) -> bool:
    """Whether the user may delete this record: nothing once submitted is ever deleted."""
    if record.was_ever_public():
        return False
    if record.is_publishable:
        return may_change(access, record) and (
            # What several departments write, no one of them takes away from the others.
            is_coordinator_of(access, record)
            or access.own_department_ids(record.area_code).issuperset(record.department_ids())
        )
    # Who may write into a record that others add does not take it away.
    return may_change(access, record) and may_add(access, record)


def may_do(access: Access, record: Publishable, action: str) -> bool:
    """Whether the user may take a record to another state."""
    states, roles = TRANSITIONS[action]
    if record.state not in states:
        return False
    return (Role.COORDINATOR in roles and is_coordinator_of(access, record)) or (
        Role.EDITOR in roles and enters(access, record)
    )


def _of_departments(model: type[Publishable], department_ids: frozenset[int]) -> Any:
    """Return the ids of the records of these departments; a sub-query, since a record with
    two departments must not come twice.
    """
    rows = model._base_manager.filter(**{f"{model.department_lookup}__in": department_ids})
    return rows.values("pk")


def visible(queryset: models.QuerySet[Any], access: Access) -> models.QuerySet[Any]:
    """Return the rows that a member of staff may see in the admin.

    Publishable: everything of an area one coordinates or plans, one's own department's
    rows in any state, and what is published in one's municipality. Others: the rows of
    one's municipalities.
    """
    if access.is_operator:
        return queryset
    model: Any = queryset.model
    lookup = model.municipality_lookup
    if not model.is_publishable:
        seen = access.municipalities_with(model.view_roles, model.area_code)
        return queryset.filter(**{f"{lookup}__in": seen})
    whole = access.municipalities_with([*WHOLE_AREA, Role.ADMINISTRATOR], model.area_code)
    return queryset.filter(
        Q(**{f"{lookup}__in": whole})
        | Q(pk__in=_of_departments(model, access.own_department_ids(model.area_code)))
        | Q(**{f"{lookup}__in": access.municipality_ids}, state=State.PUBLISHED)
    )


def may_view_any(access: Access, model: type[Versioned]) -> bool:
    """Whether the user may see records of this kind somewhere."""
    if access.is_operator:
        return True
    if model.is_publishable:
        return bool(access.municipality_ids)
    return bool(access.municipalities_with(model.view_roles, model.area_code))


def may_view(access: Access, record: Any) -> bool:
    """Whether `visible` holds this record, without asking the database."""
    if access.is_operator:
        return True
    municipality_id, area = record.owning_municipality_id, record.area_code
    if not record.is_publishable:
        return municipality_id in access.municipalities_with(record.view_roles, area)
    return (
        municipality_id in access.municipalities_with([*WHOLE_AREA, Role.ADMINISTRATOR], area)
        or is_editor_of(access, record)
        or (record.state == State.PUBLISHED and municipality_id in access.municipality_ids)
    )


def may_enter(access: Access, record: Any) -> bool:
    """Whether the user writes this record in some of its states, if not in the present one."""
    return record.is_publishable and (is_coordinator_of(access, record) or enters(access, record))
