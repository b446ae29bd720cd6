"""Two versions of a record side by side, in words that staff can read."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_date_in_both, format_fiscal_year
from kyodo_portal.publishing import snapshots
from kyodo_portal.publishing.models.change import SAVES, Change
from kyodo_portal.publishing.relations import ChildRows, relation_of
from kyodo_portal.publishing.snapshots import LIFECYCLE, Snapshot, changed_fields, identity
from kyodo_portal.publishing.versioned import Versioned

# Who and when of a step stand in the columns of Change already.
SHOWN_LIFECYCLE = frozenset(
    {"state", "return_comment", "withdrawal_reason", "withdrawn_without_trace"}
)


class Difference(NamedTuple):
    """One field in two versions, as words."""

    name: str
    label: str
    before: str
    after: str


def snapshot_at(model: type[Versioned], object_id: int, version: int | None) -> Snapshot | None:
    """Return a record as it was in one version, None where history does not reach it.

    Steps hold what they changed alone: it is laid on the save before them, or taken off the one
    after them; where there is neither, off the record as it is stored.
    """
    if version is None:
        return None
    history = Change.objects.filter(kind=model._meta.label_lower, object_id=object_id)
    near = list(history.between_saves(version))
    onward = [change for change in near if change.version <= version]
    if onward and onward[0].action in SAVES and onward[-1].version == version:
        return _together(one.after for one in onward)
    back = [change for change in reversed(near) if change.version > version]
    if back and back[0].action in SAVES:
        return _together(one.before for one in back) if back[-1].version == version + 1 else None
    newest = back[0].version if back else version
    stored = model._base_manager.filter(pk=object_id, version=newest).first()
    if stored is None:
        return None
    return _together([snapshots.take(stored), *(one.before for one in back)])


def _together(parts: Iterable[Snapshot | None]) -> Snapshot | None:
    """Return a snapshot of parts, of which the later ones hold; None where one is not there."""
    found: Snapshot = {}
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


def field_of(model: type[Versioned], name: str) -> Any:
    """Return the model's field of that name, None for one that is gone."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def rows_of(model: type[Versioned], name: str) -> ChildRows | None:
    """Return how the rows of a relation are read, None for what is no relation of rows."""
    found = relation_of(model, name)
    return found if isinstance(found, ChildRows) else None


def label_of(model: type[Versioned], name: str) -> str:
    """Return how a field or relation is called on the pages."""
    rows = rows_of(model, name)
    if rows is not None:
        return str(rows.model._meta.verbose_name_plural)
    return str(getattr(field_of(model, name), "verbose_name", name))


def is_shown(model: type[Versioned], name: str) -> bool:
    """Whether people read this field: what is derived or counted by the code is left out."""
    if model.is_publishable and name in LIFECYCLE:
        return name in SHOWN_LIFECYCLE
    field = field_of(model, name)
    return field is None or rows_of(model, name) is not None or field.editable


def words(model: type[Versioned], name: str, value: Any) -> str:
    """Return a value of a snapshot as staff read it."""
    rows = rows_of(model, name)
    if rows is not None and value:
        return "\n\n".join(row_words(rows, row) for row in value)
    return _words(field_of(model, name), name, value)


def row_words(rows: ChildRows, row: Any) -> str:
    """Return one row of a relation: a line for each field that holds something."""
    return "\n".join(
        f"{rows.field(name).verbose_name}：{_words(rows.field(name), name, row[name])}"
        for name in rows.fields
        if row.get(name) not in (None, "", [])
    )


def row_field_words(rows: ChildRows, name: str, value: Any) -> str:
    """Return one field of one row as staff read it. value: as a snapshot holds it."""
    return _words(rows.field(name), name, value)


def _words(field: Any, name: str, value: Any) -> str:
    if value is None or value in ("", []):
        return _("（空）")
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, list):
        return "、".join(_words(field, name, item) for item in value)
    if isinstance(value, dict):
        return str(value.get("name", ""))
    return _scalar(field, name, value)


def _scalar(field: Any, name: str, value: Any) -> str:
    choices = dict(getattr(field, "flatchoices", None) or ())
    if value in choices:
        return str(choices[value])
    if name == "fiscal_year" and isinstance(value, int):
        return format_fiscal_year(value)
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        day = parse_date(str(value))
        return format_date_in_both(day) if day else str(value)
    moment = parse_datetime(str(value)) if isinstance(field, models.DateTimeField) else None
    if moment is not None:
        return date_format(localtime(moment), "DATETIME_FORMAT")
    return str(value)


def in_order(model: type[Versioned], names: Iterable[str]) -> list[str]:
    """Return names of fields and relations in the record's order.

    PostgreSQL keeps the keys of JSON in an order of its own.
    """
    order = [field.name for field in model._meta.concrete_fields]
    order += [relation.name for relation in model.relations]
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: (places.get(name, len(places)), name))


def differences(
    model: type[Versioned],
    before: Snapshot | None,
    after: Snapshot | None,
    names: Iterable[str] | None = None,
) -> list[Difference]:
    """Return the fields in which two snapshots differ, in the record's order.

    names: only these fields. A snapshot that is missing counts as empty.
    """
    changed = changed_fields(before, after)
    wanted = set(changed if names is None else names)
    return [
        _difference(model, name, (before or {}).get(name), (after or {}).get(name))
        for name in in_order(model, changed)
        if name in wanted and is_shown(model, name)
    ]


def _difference(model: type[Versioned], name: str, before: Any, after: Any) -> Difference:
    """Return one field in two versions; of rows only those that are not the same in both."""
    if rows_of(model, name) is not None:
        same = [row for row in map(identity, before or []) if row in map(identity, after or [])]
        only_before = [row for row in before or [] if identity(row) not in same]
        only_after = [row for row in after or [] if identity(row) not in same]
        # Nothing is left where only the order is another one.
        if only_before or only_after:
            before, after = only_before, only_after
    return Difference(
        name,
        label_of(model, name),
        words(model, name, before),
        words(model, name, after),
    )
