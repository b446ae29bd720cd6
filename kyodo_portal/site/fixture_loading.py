"""Reads the fixtures and writes what is missing, through the services of each app."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Action, Door, State
from kyodo_portal.publishing.registry import registry
from kyodo_portal.publishing.transitions import transition
from projects import services as project_services
from projects.models import ProjectRecord

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
# In this order, since the later ones name the earlier ones.
FILES = ("organizations.json", "projects.json")
LOADER = "fixtures"

Entry = dict[str, Any]


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


def resolve(field: Any, value: Any) -> Any:
    """Return what a field's value in the file stands for: a natural key becomes its object."""
    if field.is_relation and value is not None:
        return field.related_model._default_manager.get_by_natural_key(*value)
    return value


def build(entry: Entry) -> tuple[Any, dict[str, list[Any]]]:
    """Return an unsaved object and its wanted relations, by name, as an entry says."""
    model = apps.get_model(entry["model"])
    relation_names = {relation.name for relation in registry.kind_of(model).relations}
    values: dict[str, Any] = {}
    relations: dict[str, list[Any]] = {}
    for name, value in entry["fields"].items():
        if name == "state":
            continue
        field = model._meta.get_field(name)
        if name in relation_names:
            relations[name] = [resolve(field, key) for key in value]
        else:
            values[name] = resolve(field, value)
    return model(**values), relations


def exists(record: Any) -> bool:
    """Whether the database holds an object of the same natural key."""
    manager: Any = type(record)._default_manager
    try:
        manager.get_by_natural_key(*record.natural_key())
    except ObjectDoesNotExist:
        return False
    return True


def save(record: Any, relations: dict[str, list[Any]], by: User) -> None:
    """Write one object by the service of its kind."""
    common: dict[str, Any] = {"by": by, "door": Door.FIXTURE, "expected_version": None}
    if isinstance(record, ProjectRecord):
        project_services.save_record(
            record, forms=relations["forms"], partners=relations["partners"], **common
        )
    else:
        funnel.save(record, relations=relations, **common)


def publish(record: Any, by: User) -> None:
    """Take a record just written through submission to publication."""
    for action in (Action.SUBMIT, Action.PUBLISH):
        record = transition(
            record, action, by=by, door=Door.FIXTURE, expected_version=record.version
        )


def load_all(report: Callable[[str], None]) -> None:
    """Write everything that is missing and say per file and kind how much that was.

    Each object is a transaction of its own: stopped half-way, the next run goes on.
    """
    by = loading_user()
    for name in FILES:
        made: Counter[str] = Counter()
        for entry in entries(name):
            record, relations = build(entry)
            if exists(record):
                continue
            with transaction.atomic():
                save(record, relations, by)
                if entry["fields"].get("state") == State.PUBLISHED:
                    publish(record, by)
            made[str(record._meta.verbose_name)] += 1
        listed = "、".join(f"{kind} {count}" for kind, count in made.items())
        report(f"{name}: {listed or '追加なし'}")
