"""The cities' real data for tests that read it: written once a process by the true loader,
then put back row by row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from kyodo_portal.site.fixture_loading import load_all

BATCH = 500
# What Django itself writes into every new database.
OF_DJANGO = {"contenttypes", "auth"}


@dataclass(frozen=True)
class Insertions:
    """The statements that write some rows, with their parameters, and the models of the rows."""

    models: list[type[models.Model]]
    statements: list[tuple[str, Any]]


def loaded_rows() -> list[models.Model]:
    """Return every row that the loader writes into an empty portal; the database stays empty."""
    with transaction.atomic():
        load_all(lambda _line: None)
        rows = list(stored_rows())
        transaction.set_rollback(True)
    return rows


def stored_rows() -> Iterator[models.Model]:
    """Give every row of every table, also those of plain many-to-many fields."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in OF_DJANGO:
            yield from model._base_manager.order_by("pk")


def insertions_of(rows: list[models.Model]) -> Insertions:
    """Return what inserts rows under their own numbers; the database stays empty.

    Composing these statements costs five times as much as running them.
    """
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    found = Insertions(list(by_model), [])

    def note(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            found.statements.append((sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        for model, own in by_model.items():
            model._base_manager.bulk_create(own, batch_size=BATCH)
        transaction.set_rollback(True)
    return found


def put_back(insertions: Insertions) -> None:
    """Insert rows under their own numbers, in one transaction; new rows get higher numbers."""
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, params in insertions.statements:
            cursor.execute(sql, params)
        for statement in connection.ops.sequence_reset_sql(no_style(), insertions.models):
            cursor.execute(statement)
