"""Reads the fixtures and writes what is missing, through the services of each app."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import services
from kyodo_portal.publishing.after_write import batched
from kyodo_portal.publishing.areas import areas
from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.registry import model_of
from kyodo_portal.publishing.relations import ChildRows, Relation
from kyodo_portal.publishing.transitions import transition

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
# Before those of the areas, which name what is in it.
FIRST = "organizations.json"
LOADER = "fixtures"

Entry = dict[str, Any]
# What natural keys of one file stand for, by model and key: many entries name the same.
Known = dict[tuple[Any, ...], Any]


def loading_user() -> User:
    """Return the account under which fixtures are written; nobody can log in as it."""
    user, created = User.objects.get_or_create(
        username=LOADER, defaults={"last_name": "公開資料", "is_active": False}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def entries(name: str) -> Iterator[Entry]:
    """Give the entries of one fixture file in their order."""
    yield from json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def resolve(field: Any, value: Any, known: Known) -> Any:
    """Return what a field's value in the file stands for: a natural key becomes its object."""
    if not field.is_relation or value is None:
        return field.to_python(value)
    model = field.related_model
    key = (model, *value)
    if key not in known:
        known[key] = model._default_manager.get_by_natural_key(*value)
    return known[key]


def build(entry: Entry, known: Known) -> tuple[Any, dict[str, list[Any]]]:
    """Return an unsaved object and its wanted relations, by name, as an entry says."""
    model = model_of(entry["model"])
    relations = {relation.name: relation for relation in model.relations}
    given = {name: value for name, value in entry["fields"].items() if name != "state"}
    values = {
        name: resolve(model._meta.get_field(name), value, known)
        for name, value in given.items()
        if name not in relations
    }
    wanted = {
        name: [related_object(model, relations[name], item, known) for item in value]
        for name, value in given.items()
        if name in relations
    }
    return model(**values), wanted


def related_object(model: Any, relation: Relation, item: Any, known: Known) -> Any:
    """Return one wanted object of a relation: named by its key, or a row of its own fields."""
    if not isinstance(relation, ChildRows):
        return resolve(model._meta.get_field(relation.name), item, known)
    return relation.model(
        **{name: resolve(relation.field(name), value, known) for name, value in item.items()}
    )


def stored(record: Any) -> Any:
    """Return the database's object of the same natural key, None where there is none."""
    record.clean()  # gives what a key is derived from
    manager: Any = type(record)._default_manager
    try:
        return manager.get_by_natural_key(*record.natural_key())
    except ObjectDoesNotExist:
        return None


def publish(record: Any, by: User) -> None:
    """Take a record just written through submission to publication."""
    for action in (Action.SUBMIT, Action.PUBLISH):
        record = transition(
            record, action, by=by, channel=Channel.FIXTURE, expected_version=record.version
        )


def load_file(name: str, by: User) -> Counter[str]:
    """Write what of one file is missing; return how many objects of each kind that was.

    Published is what the file says is published, once all of the file is written: a report
    keeps the whole of its content at that moment.
    """
    made: Counter[str] = Counter()
    known: Known = {}
    to_publish = []
    for entry in entries(name):
        record, relations = build(entry, known)
        if stored(record) is not None:
            continue
        services.save(
            record, relations=relations, by=by, channel=Channel.FIXTURE, expected_version=None
        )
        made[str(record._meta.verbose_name)] += 1
        if entry["fields"].get("state") == State.PUBLISHED:
            to_publish.append(record)
    for record in to_publish:
        publish(record, by)
    return made


def fixture_files() -> list[str]:
    """Return the files in an order in which the later ones name the earlier ones."""
    return [FIRST, *(name for area in areas for name in area.fixtures)]


def load_all(report: Callable[[str], None]) -> None:
    """Write everything that is missing and say per file and kind how much that was.

    Each file is one transaction: stopped half-way, the next run goes on with the next file.
    """
    by = loading_user()
    for name in fixture_files():
        with batched():
            made = load_file(name, by)
        listed = "、".join(f"{kind} {count}" for kind, count in made.items())
        report(f"{name}: {listed or '追加なし'}")
