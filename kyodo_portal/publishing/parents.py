"""What a record hangs on, and what follows for who sees it: one rule for every model.

A model says what it hangs on as `parent_publishable`: look-ups that lead, over other records
if need be, to those with a state of their own.

- A look-up along foreign keys (`report` of a rating) reaches one record: the row is seen where
  that record is seen, and published where it is published; of several look-ups, where all are.
- A look-up that ends in rows that name the record (`records` of a project, `plan_item__sheets`
  of an indicator) reaches any number: one of them that is seen, or published, is enough.
- What hangs on nothing says why (`NoParent`). Its area's staff see it; where it has a flag by
  which it is published itself, everybody sees it once that is set.

A record with a state of its own may hang on others too: a report is published only with its set.
Who of the staff sees what besides is said in `permissions.py`, which asks here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Exists, OuterRef, Q

from kyodo_portal.publishing.choices import State


@dataclass(frozen=True)
class NoParent:
    """Says that records of a model hang on nothing, and why.

    flag: the field by which such a record is published itself, "" where there is none.
    """

    reason: str
    flag: str = ""


@dataclass(frozen=True)
class Parent:
    """What one look-up of `parent_publishable` reaches.

    link, outer: where it reaches any number, the foreign key by which these name what the
    record's own look-up `outer` leads to; both empty where it reaches one.
    """

    lookup: str
    model: Any
    link: str = ""
    outer: str = ""

    @property
    def is_many(self) -> bool:
        """Whether the look-up reaches any number of records."""
        return bool(self.link)

    def rows_of(self, record: Any) -> Any:
        """Return the records that the look-up reaches from a stored one."""
        return self.model._base_manager.filter(**{self.link: follow(record, self.outer)})

    def any_of(self, rows: Any, prefix: str = "") -> Q:
        """Return the condition that one of `rows` is among those that are reached."""
        return Q(Exists(rows.filter(**{self.link: OuterRef(f"{prefix}{self.outer}")})))


def follow(record: Any, lookup: str) -> Any:
    """Return the value that a look-up such as `plan__municipality_id` reaches from a record."""
    value = record
    for step in lookup.split("__"):
        value = getattr(value, step)
    return value


@cache
def parents_of(model: Any) -> tuple[Parent, ...]:
    """Return what records of a model hang on. Raises FieldDoesNotExist for a wrong look-up."""
    declared = model.parent_publishable
    return () if isinstance(declared, NoParent) else tuple(_reach(model, one) for one in declared)


def _reach(model: Any, lookup: str) -> Parent:
    *steps, last = lookup.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    field = model._meta.get_field(last)
    if field.one_to_many:
        return Parent(lookup, field.related_model, field.field.name, "__".join(steps) or "pk")
    if not (field.many_to_one or (field.one_to_one and field.concrete)):
        raise FieldDoesNotExist(f"{lookup!r} is no way to other records")
    return Parent(lookup, field.related_model)


def one_and_many(model: Any) -> tuple[list[Parent], list[Parent]]:
    """Return what reaches one record, and what reaches any number."""
    parents = parents_of(model)
    return [one for one in parents if not one.is_many], [one for one in parents if one.is_many]


def flag_of(model: Any) -> str:
    """Return the field by which records of a model are published themselves, "" for none."""
    declared = model.parent_publishable
    return declared.flag if isinstance(declared, NoParent) else ""


def any_of(conditions: Iterable[Q]) -> Q:
    """Return the condition that one of these holds, an empty one for none."""
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def published_condition(model: Any, prefix: str = "") -> Q:
    """Return the condition that everybody may see a record: own state or flag, and parents.

    prefix: a look-up with `__` at its end, from the rows that are asked for to the model.
    """
    condition = parents_published(model, prefix)
    if model.is_publishable:
        return Q(**{f"{prefix}state": State.PUBLISHED}) & condition
    flag = flag_of(model)
    return Q(**{f"{prefix}{flag}": True}) & condition if flag else condition


def parents_published(model: Any, prefix: str = "") -> Q:
    """Return the condition that what a record hangs on may be seen by everybody."""
    one, many = one_and_many(model)
    condition = any_of(
        parent.any_of(parent.model._base_manager.filter(published_condition(parent.model)), prefix)
        for parent in many
    )
    for parent in one:
        condition &= published_condition(parent.model, f"{prefix}{parent.lookup}__")
    return condition


def is_public(record: Any) -> bool:
    """Whether everybody may see this record; asks the database only over any number of parents."""
    model = type(record)
    one, many = one_and_many(model)
    flag = flag_of(model)
    own = record.is_published if model.is_publishable else not flag or getattr(record, flag)
    if not own or not all(is_public(follow(record, parent.lookup)) for parent in one):
        return False
    stored = model._base_manager.filter(pk=record.pk)
    return not many or bool(stored.filter(parents_published(model)).exists())
