"""A record names departments of its own year: one that had ended by then is refused by name.

A model says in `department_year` which year that is. What a stored record has named all along
stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.relations import ChildRows, Relation


def check_departments(record: Any, wanted: Mapping[str, list[Any]], stored: Any) -> None:
    """Refuse departments that had ended before the record's year, and name their successors.

    wanted: the objects of each relation. stored: the `funnel.Stored` of the record. Raises
    ValidationError with a message for each field or relation.
    """
    errors = {}
    for name, departments in named_departments(record, wanted).items():
        year = record.department_year(name)
        ended = [one for one in departments if one.is_ended_in(year)]
        if ended and (refused := [one for one in ended if one.pk not in _kept(name, year, stored)]):
            errors[name] = [ended_words(one, year) for one in dict.fromkeys(refused)]
    if errors:
        raise ValidationError(errors)


def named_departments(record: Any, wanted: Mapping[str, list[Any]]) -> dict[str, list[Department]]:
    """Return the departments that a record names, by field or relation whose year is known."""
    found: dict[str, list[Department]] = {}
    for field in record._meta.concrete_fields:
        if field.related_model is Department and record.department_year(field.name) is not None:
            chosen = getattr(record, field.name)
            found[field.name] = [chosen] if chosen else []
    for relation in record.relations:
        if record.department_year(relation.name) is not None:
            found[relation.name] = list(_named_in(record, relation, wanted[relation.name]))
    return found


def _named_in(record: Any, relation: Relation, items: Iterable[Any]) -> Iterator[Department]:
    """Yield the departments among the objects of a relation, or named by its rows."""
    if isinstance(relation, ChildRows):
        keys = [
            name for name in relation.fields if relation.field(name).related_model is Department
        ]
        yield from (one for row in items for one in (getattr(row, key) for key in keys) if one)
    elif record._meta.get_field(relation.name).related_model is Department:
        yield from items


def ended_words(department: Department, fiscal_year: int) -> str:
    """Return until when a department existed, and which took its place in a year."""
    assert department.valid_to is not None
    words = {
        "name": department.name,
        "last": format_fiscal_year(department.valid_to),
        "year": format_fiscal_year(fiscal_year),
    }
    successors = department.standing_in(fiscal_year)
    if not successors:
        return (
            _("「%(name)s」は%(last)sまでの部署です。%(year)sにある部署を選んでください。") % words
        )
    words["successors"] = _("か").join(f"「{one.name}」" for one in successors)
    return (
        _("「%(name)s」は%(last)sまでの部署です。%(year)sは%(successors)sを選んでください。")
        % words
    )


def _kept(name: str, year: int, stored: Any) -> set[int]:
    """Return the ids of the departments that the stored record names in the same year."""
    if stored.record is None or stored.record.department_year(name) != year:
        return set()
    return {one.pk for one in named_departments(stored.record, stored.relations)[name]}


def in_place_of(departments: Iterable[Department], fiscal_year: int) -> list[Department]:
    """Return departments with what took the place of those that ended before a year, each once.

    One that nobody follows is left out.
    """
    found = [one for department in departments for one in department.standing_in(fiscal_year)]
    return list(dict.fromkeys(found))
