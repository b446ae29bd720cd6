"""The cities' real data for tests that read it: written once a process by the true loader,
then put back row by row.
"""

from collections.abc import Iterator

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from kyodo_portal.site.fixture_loading import load_all

BATCH = 500
# What Django itself writes into every new database.
OF_DJANGO = {"contenttypes", "auth"}


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


def put_back(rows: list[models.Model]) -> None:
    """Write rows under their own numbers, in one transaction; new rows get higher numbers."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    with transaction.atomic(), connection.cursor() as cursor:
        for model, own in by_model.items():
            model._base_manager.bulk_create(own, batch_size=BATCH)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(by_model)):
            cursor.execute(statement)
