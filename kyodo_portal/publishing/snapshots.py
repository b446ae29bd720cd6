"""A whole record as JSON: what Change keeps, and what two versions are compared by."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.relations import NewRelations, reference
from kyodo_portal.publishing.versioned import Versioned

Snapshot = dict[str, Any]

# The funnel's own bookkeeping is in the columns of Change, not in its JSON.
BOOKKEEPING = frozenset(field.name for field in Versioned._meta.local_fields) | {"id"}
# What only transitions write: a form, an import or a correction never brings these.
LIFECYCLE = frozenset(field.name for field in Publishable._meta.local_fields)


def take(record: Versioned, relations: NewRelations | None = None) -> Snapshot:
    """Return a record's fields and relations as plain JSON values.

    relations: those that are about to be written, or were read before; without them they are
    read from the database.
    """
    if relations is None:
        relations = {relation.name: relation.read(record) for relation in record.relations}
    rows = {
        relation.name: [relation.dump(item) for item in relations[relation.name]]
        for relation in record.relations
    }
    return _fields(record) | _plain(rows)


def _fields(record: Versioned) -> Snapshot:
    """Return a record's own fields, the funnel's bookkeeping apart, as plain JSON values."""
    values: Snapshot = {}
    for field in record._meta.concrete_fields:
        if field.name in BOOKKEEPING:
            continue
        value = getattr(record, field.name)
        values[field.name] = reference(value) if field.is_relation else value
    return _plain(values)


def _plain(values: Snapshot) -> Snapshot:
    plain: Snapshot = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def take_step(record: Versioned, moved: Versioned) -> tuple[Snapshot, Snapshot]:
    """Return what a step changed: these fields before it and after it, as plain JSON values.

    A step writes no relations, and the rest of the record stands in the save before it.
    """
    before, after = (_fields(one) for one in (record, moved))
    changed = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def identity(value: Any) -> Any:
    """Return what of a value counts for comparison: a related object's id, not its name."""
    if isinstance(value, dict) and value.keys() == {"id", "name"}:
        return value["id"]
    if isinstance(value, dict):
        return {name: identity(part) for name, part in value.items()}
    if isinstance(value, list):
        return [identity(item) for item in value]
    return value


def changed_fields(before: Snapshot | None, after: Snapshot | None) -> list[str]:
    """Return the names of the fields in which two snapshots differ, in the record's order."""
    before, after = before or {}, after or {}
    names = [*after, *(name for name in before if name not in after)]
    return [name for name in names if identity(before.get(name)) != identity(after.get(name))]
