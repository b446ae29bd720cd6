"""Who may do what with a record. The admin asks here, and the funnel asks again.

Who of the staff sees what is `visible`, for all rows of a model at once: lists, pages, history,
choices, autocompletes, links and look-ups of earlier years go through it, and none has a rule
of its own. A record with a state of its own is seen by who works with it; a row that hangs on
such records (`parents.py`) by who sees these; and what is published by all of the municipality.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from kyodo_portal.organizations.access import WHOLE_AREA, Access
from kyodo_portal.organizations.choices import COORDINATORS, EDITORS_AND_COORDINATORS, Role
from kyodo_portal.publishing.areas import areas
from kyodo_portal.publishing.choices import Action, State
from kyodo_portal.publishing.parents import (
    any_of,
    flag_of,
    follow,
    is_public,
    one_and_many,
    parents_of,
    published_condition,
)
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
    """Return the rows that a member of staff may see in the admin."""
    if access.is_operator:
        return queryset
    return queryset.filter(visible_condition(queryset.model, access))


def visible_condition(model: Any, access: Access) -> Q:
    """Return the condition that a member of staff, who is no operator, may see a row.

    Publishable: everything of an area one coordinates or plans, one's own department's
    rows in any state, and what is published in one's municipality. What hangs on such rows:
    see `parents.py`; the rest: what stands in the areas in which one has a role.
    """
    one, many = one_and_many(model)
    is_own = {f"{model.municipality_lookup}__in": access.municipality_ids}
    public = Q(**is_own) & published_condition(model)
    if model.is_publishable:
        own = Q(pk__in=_of_departments(model, access.own_department_ids(model.area_code)))
        return _of_whole_area(model, access) | own | public
    if not (one or many):
        seen = _of_work(model, access)
        return seen | public if flag_of(model) else seen
    rows = {parent: visible(parent.model._base_manager.all(), access) for parent in one + many}
    condition = any_of(parent.any_of(rows[parent]) for parent in many)
    if many:
        condition |= _of_whole_area(model, access) | _hangs_on_nothing_yet(model, access)
    for parent in one:
        condition &= Q(**{f"{parent.lookup}__in": rows[parent]})
    return condition


def _of_whole_area(model: Any, access: Access) -> Q:
    """Return the condition that the user sees all rows of the area, whatever their state."""
    seen = access.municipalities_with([*WHOLE_AREA, Role.ADMINISTRATOR], model.area_code)
    return Q(**{f"{model.municipality_lookup}__in": seen})


def _of_work(model: Any, access: Access) -> Q:
    """Return the condition that a row stands in an area in which the user works."""
    lookup = f"{model.municipality_lookup}__in"
    if not model.area_lookup:
        return Q(**{lookup: access.municipalities_with(model.view_roles, model.area_code)})
    return any_of(
        Q(**{lookup: access.municipalities_with(model.view_roles, code), model.area_lookup: code})
        for code in areas.codes
    )


def _hangs_on_nothing_yet(model: Any, access: Access) -> Q:
    """Return the condition that a row waits for what it hangs on, and the user adds such rows."""
    adds = access.municipalities_with(model.add_roles, model.area_code)
    condition = Q(**{f"{model.municipality_lookup}__in": adds})
    for parent in one_and_many(model)[1]:
        condition &= ~parent.any_of(parent.model._base_manager.all())
    return condition


def works_with(access: Access, model: type[Versioned]) -> bool:
    """Whether records of this kind belong to the user's work, and so into the menu."""
    if access.is_operator:
        return True
    if model.is_publishable:
        return bool(access.municipality_ids)
    return bool(access.municipalities_with(model.view_roles, model.area_code))


def may_view_any(access: Access, model: type[Versioned]) -> bool:
    """Whether the user may see records of this kind somewhere."""
    may_be_public = bool(parents_of(model) or flag_of(model))
    return works_with(access, model) or (may_be_public and bool(access.municipality_ids))


def may_view(access: Access, record: Any) -> bool:
    """Whether `visible` holds this record; asks the database only over any number of parents."""
    if access.is_operator:
        return True
    model: Any = type(record)
    one, many = one_and_many(model)
    if many:
        return visible(model._base_manager.filter(pk=record.pk), access).exists()
    if one and not record.is_publishable:
        return all(may_view(access, follow(record, parent.lookup)) for parent in one)
    municipality_id, area = record.owning_municipality_id, record.record_area
    if record.is_publishable:
        roles: Iterable[str] = [*WHOLE_AREA, Role.ADMINISTRATOR]
        seen = access.has_role(municipality_id, roles, area) or is_editor_of(access, record)
    else:
        seen = access.has_role(municipality_id, record.view_roles, area)
    may_be_public = record.is_publishable or flag_of(model)
    return seen or bool(
        may_be_public and municipality_id in access.municipality_ids and is_public(record)
    )


def may_read_history(access: Access, record: Any) -> bool:
    """Whether the user may read how a record came about, drafts and comments included.

    Who enters it, and who collects, plans or administers the whole area. Of a row that hangs on
    others who may read the history of each of these: one entry may hold words of them all, as
    that of an indicator holds the values of every year, those of draft sheets among them.
    """
    if _has_role(access, record, [*WHOLE_AREA, Role.ADMINISTRATOR]):
        return True
    if record.is_publishable:
        return is_editor_of(access, record)
    one, many = one_and_many(type(record))
    if not (one or many):
        return _has_role(access, record, record.view_roles)
    rows = [(parent.model, parent.rows_of(record)) for parent in many]
    return (
        all(may_read_history(access, follow(record, parent.lookup)) for parent in one)
        and (not rows or any(found.exists() for _model, found in rows))
        and not any(_of_others(model, found, access).exists() for model, found in rows)
    )


def _of_others(model: Any, rows: Any, access: Access) -> Any:
    """Return those of these records that none of the user's departments enters."""
    own = _of_departments(model, access.own_department_ids(model.area_code))
    return rows.exclude(pk__in=own)


def may_enter(access: Access, record: Any) -> bool:
    """Whether the user writes this record in some of its states, if not in the present one."""
    return record.is_publishable and (is_coordinator_of(access, record) or enters(access, record))
