"""What is saved with a record beside its own columns: how it is read, written and kept in history.

A model names its relations in `relations` (see `versioned.py`): a plain many-to-many, one in
an order of its own, or rows that belong to the record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise

from kyodo_portal.publishing.characters import check_characters, unify_line_ends

# The wanted related objects by relation name, in order.
NewRelations = Mapping[str, list[Any]]


def reference(related: models.Model | None) -> dict[str, Any] | None:
    """Return a related object as its id and its name of today."""
    return None if related is None else {"id": related.pk, "name": str(related)}


@dataclass(frozen=True)
class ManyToMany:
    """A plain many-to-many field, in the target's own order."""

    name: str

    def read(self, record: Any) -> list[Any]:
        """Return the related objects of a stored record."""
        return list(getattr(record, self.name).all())

    def write(self, record: Any, wanted: list[Any], _stored: list[Any]) -> None:
        """Make the wanted objects the related ones. stored: those that are so now."""
        getattr(record, self.name).set(wanted)

    def dump(self, related: Any) -> Any:
        """Return one related object as plain values for the history."""
        return reference(related)


@dataclass(frozen=True)
class OrderedManyToMany(ManyToMany):
    """A many-to-many field through a model with a `position`: the record's own order counts."""

    def read(self, record: Any) -> list[Any]:
        """Return the related objects in the record's order."""
        field = record._meta.get_field(self.name)
        target = field.m2m_reverse_field_name()
        links = self._links(record).select_related(target).order_by("position", "id")
        return [getattr(link, target) for link in links]

    def write(self, record: Any, wanted: list[Any], _stored: list[Any]) -> None:
        """Make the wanted objects the related ones, in their order."""
        field = record._meta.get_field(self.name)
        parent, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        link = field.remote_field.through
        self._links(record).delete()
        link._default_manager.bulk_create(
            link(position=position, **{parent: record, target: item})
            for position, item in enumerate(wanted)
        )

    def _links(self, record: Any) -> Any:
        field = record._meta.get_field(self.name)
        through = field.remote_field.through._default_manager
        return through.filter(**{field.m2m_field_name(): record})


@dataclass(frozen=True)
class ChildRows:
    """Rows that belong to one record and are saved with it, in order.

    row: the label of their model, which has `position`, and a foreign key `parent` to the
    record. fields: what the history keeps of a row. key: the field by which a row is known
    again within its record, where there is one. Rows no longer wanted are deleted.
    """

    name: str
    row: str
    parent: str
    fields: tuple[str, ...]
    key: str = ""

    @cached_property
    def model(self) -> type[models.Model]:
        """Return the rows' model."""
        return apps.get_model(self.row)

    def read(self, record: Any) -> list[Any]:
        """Return the rows of a stored record in their order."""
        related = [name for name in self.fields if self.field(name).is_relation]
        rows = self.model._default_manager.filter(**{self.parent: record})
        return list(rows.select_related(*related).order_by("position", "id"))

    def write(self, record: Any, wanted: list[Any], stored: list[Any]) -> None:
        """Make the wanted rows the stored ones. stored: those of today."""
        own = {row.pk for row in stored}
        if gone := own - {row.pk for row in wanted}:
            self.model._default_manager.filter(pk__in=gone).delete()
        for position, row in enumerate(wanted):
            if row.pk not in own:
                # Deleted meanwhile, or another record's: never taken away from there.
                row.pk, row._state.adding = None, True
            setattr(row, self.parent, record)
            row.position = position
            row.save()

    def dump(self, row: Any) -> dict[str, Any]:
        """Return a row as plain values."""
        return {
            name: reference(getattr(row, name))
            if self.field(name).is_relation
            else getattr(row, name)
            for name in self.fields
        }

    def load(self, values: Mapping[str, Any], row: Any = None) -> Any:
        """Return the unsaved row that plain values stand for; `row` is one to set them on."""
        row = self.model() if row is None else row
        for name, value in values.items():
            field = self.field(name)
            if field.is_relation:
                setattr(row, field.attname, value["id"] if value else None)
            else:
                setattr(row, name, field.to_python(value))
        return row

    def load_all(self, record: Any, new_rows: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Return the rows that plain values stand for, in order.

        A stored row of the same key is taken, so that it keeps what the history does not.
        """
        stored = {self._key_of(self.dump(row)): row for row in self.read(record)}
        return [
            self.load(values, stored.pop(self._key_of(values), None) if self.key else None)
            for values in new_rows
        ]

    def gone(self, new_rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Return the names of related objects that plain values name, but are no more."""
        missing: list[str] = []
        for name in self.fields:
            if self.field(name).is_relation:
                named = {row[name]["id"]: row[name]["name"] for row in new_rows if row.get(name)}
                found = self.field(name).related_model._base_manager.in_bulk(list(named))
                missing += [label for pk, label in named.items() if pk not in found]
        return missing

    def field(self, name: str) -> Any:
        """Return the rows' field of that name."""
        return self.model._meta.get_field(name)

    def _key_of(self, values: Mapping[str, Any]) -> Any:
        value = values.get(self.key)
        return value["id"] if isinstance(value, Mapping) else value


Relation = ManyToMany | ChildRows


def check_rows(name: str, new_rows: Iterable[Any], parent: str) -> None:
    """Run the own rules of wanted rows; the error stands on the relation and names the row."""
    for number, row in enumerate(new_rows, start=1):
        unify_line_ends(row)
        try:
            row.full_clean(exclude=[parent])
            check_characters(row)
        except ValidationError as error:
            messages = [f"{row}（{number}）：{text}" for text in error.messages]
            raise ValidationError({name: messages}) from error


def check_once(name: str, keys: Iterable[Any], message: str | Promise) -> None:
    """Raise ValidationError on the relation where a key comes twice.

    message: what to say, with the key as %(key)s.
    """
    seen: set[Any] = set()
    for key in keys:
        if key in seen:
            raise ValidationError({name: str(message) % {"key": key}})
        seen.add(key)


def relation_of(model: type[models.Model], name: str) -> Relation | None:
    """Return a model's relation of that name, None where there is none."""
    relations: tuple[Relation, ...] = model.relations  # type: ignore[attr-defined]  # a Versioned
    return next((relation for relation in relations if relation.name == name), None)
