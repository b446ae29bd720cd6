"""What the funnel must know of each record type; apps register theirs in `ready()`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.versioned import Versioned, check_characters, unify_line_ends

NewRelations = Mapping[str, list[Any]]


def reference(related: models.Model | None) -> dict[str, Any] | None:
    """Return a related object as its id and its name of today."""
    return None if related is None else {"id": related.pk, "name": str(related)}


@dataclass(frozen=True)
class Relation:
    """A many-to-many, ordered relation, or set of rows that is saved with its record.

    `read` returns the related objects in their order, `write` replaces them, `dump` gives
    one of them as plain values for the history. `rows` is set for rows of the record's own.
    """

    name: str
    read: Callable[[Any], Iterable[Any]]
    write: Callable[[Any, list[Any]], None]
    dump: Callable[[Any], Any] = reference
    rows: "ChildRows | None" = None


def many_to_many(name: str) -> Relation:
    """Return the relation of a plain many-to-many field, in the target's own order."""

    def read(record: Any) -> Iterable[Any]:
        return getattr(record, name).all()

    def write(record: Any, new_rows: list[Any]) -> None:
        getattr(record, name).set(new_rows)

    return Relation(name, read, write)


@dataclass(frozen=True)
class SearchText:
    """What the search knows of a record: its heading, and everything it can be found by.

    texts: one for each field, so that no word is found across two of them.
    """

    title: str
    texts: tuple[str, ...]
    municipality_id: int | None
    is_public: bool


def child_rows(
    name: str, model: type[models.Model], parent: str, fields: Sequence[str], key: str = ""
) -> Relation:
    """Return the relation of rows that belong to one record and are saved with it, in order.

    `model` has `position`, and a foreign key `parent` to the record; `fields` are what the
    history keeps of a row. Rows that are no longer wanted are deleted. key: the field by
    which a row is known again within its record, where there is one.
    """
    rows = ChildRows(model, parent, tuple(fields), key)
    return Relation(name, rows.read, rows.write, rows.dump, rows)


@dataclass(frozen=True)
class ChildRows:
    """Rows of `model` that belong to one record, as a relation reads and writes them."""

    model: type[models.Model]
    parent: str
    fields: tuple[str, ...]
    key: str = ""

    def read(self, record: Any) -> Iterable[Any]:
        """Return the stored rows in their order."""
        related = [name for name in self.fields if self.field(name).is_relation]
        rows = self.model._default_manager.filter(**{self.parent: record})
        return list(rows.select_related(*related).order_by("position", "id"))

    def write(self, record: Any, new_rows: list[Any]) -> None:
        """Make the wanted rows the stored ones."""
        stored = self.model._default_manager.filter(**{self.parent: record})
        own = set(stored.values_list("pk", flat=True))
        kept = [row.pk for row in new_rows if row.pk in own]
        stored.exclude(pk__in=kept).delete()
        for position, row in enumerate(new_rows):
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


def _nothing(_record: Any) -> Iterable[Any]:
    return ()


def _own_department(record: Any) -> Iterable[int]:
    return (record.department_id,)


def _no_rules(_record: Any, _about: Any) -> None:
    return None


def _is_published(record: Any) -> bool:
    return getattr(record, "state", None) == State.PUBLISHED


@dataclass(frozen=True)
class RecordType:
    """How one model is written, seen and found.

    area: the area of memberships that counts, empty where any does. area_field: the field
        that names it, where each record has its own.
    municipality_lookup: the look-up from the model to its municipality's id.
    departments, department_lookup: the ids of the departments whose editors enter a
        publishable record, and the look-up that reaches them; a record may have several.
    add_roles, change_roles: who may write; for publishable records the states and the
        department count as well, see permissions.py.
    clean_relations: the rules over relations, called by every channel.
    check_step: the rules of a step from state to state, called with record and action.
    prepare_step: what else a step writes on the record, called with record and action just
        before it is saved in its new state.
    dependents: records whose search text holds words of this one.
    is_public_correction: whether changing this stored record corrects something public, so
        that a reason is needed and the change stands under 更新履歴.
    is_entered_by_departments: whether its departments' editors write the record itself, or
        only see it in every state.
    save: the service that writes one, called with its relations by name; without one it is
        the funnel itself.
    editable_when_withdrawn: whether the coordinator may write a withdrawn record, where
        something must be entered before it can be published again.
    """

    model: type[Versioned]
    area: str = ""
    area_field: str = ""
    municipality_lookup: str = "municipality_id"
    add_roles: frozenset[str] = frozenset({Role.COORDINATOR})
    change_roles: frozenset[str] = frozenset({Role.COORDINATOR})
    view_roles: frozenset[str] = frozenset(Role.values)
    relations: tuple[Relation, ...] = ()
    clean_relations: Callable[[Any, NewRelations], None] = _no_rules
    check_step: Callable[[Any, str], None] = _no_rules
    prepare_step: Callable[[Any, str], None] = _no_rules
    search_text: Callable[[Any], SearchText] | None = None
    dependents: Callable[[Any], Iterable[Any]] = _nothing
    departments: Callable[[Any], Iterable[int]] = _own_department
    department_lookup: str = "department_id"
    affects_public_pages: bool = True
    is_public_correction: Callable[[Any], bool] = _is_published
    is_entered_by_departments: bool = True
    editable_when_withdrawn: bool = False
    save: Callable[..., Any] | None = None

    @property
    def label(self) -> str:
        """Return the model's name as Change.kind and SearchRow.kind hold it."""
        return self.model._meta.label_lower

    @property
    def is_publishable(self) -> bool:
        """Whether records of this type have a state of their own."""
        return issubclass(self.model, Publishable)

    def area_of(self, record: Any) -> str:
        """Return the area whose members write a record, empty where any area's do."""
        return str(getattr(record, self.area_field)) if self.area_field else self.area

    def municipality_id(self, record: Any) -> int | None:
        """Return the id of the municipality to which a record belongs."""
        value: Any = record
        for step in self.municipality_lookup.split("__"):
            value = getattr(value, step)
        return None if value is None else int(value)


@dataclass
class Registry:
    """The types by model."""

    types: dict[type[models.Model], RecordType] = field(default_factory=dict)

    def register(self, record_type: RecordType) -> None:
        """Add a type; a second one for the same model is a mistake."""
        if record_type.model in self.types:
            raise ValueError(f"{record_type.label} is registered twice")
        self.types[record_type.model] = record_type

    def type_of(self, record: models.Model | type[models.Model]) -> RecordType:
        """Return the type of a record or model. Raises KeyError for one not registered."""
        model = record if isinstance(record, type) else type(record)
        return self.types[model]

    def publishable(self) -> list[RecordType]:
        """Return the types whose records have a state, in the order of registration."""
        return [record_type for record_type in self.types.values() if record_type.is_publishable]

    def by_label(self, label: str) -> RecordType:
        """Return the type that Change.kind or SearchRow.kind names."""
        return next(
            record_type for record_type in self.types.values() if record_type.label == label
        )


registry = Registry()
