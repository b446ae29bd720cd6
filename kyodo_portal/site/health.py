"""Whether the process lives, and whether it can answer: for what starts and watches it.

Both say one word in plain text; what is wrong stands in the log, not in the answer.
"""

import logging
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kyodo_portal.publishing.short_reads import short_reads
from kyodo_portal.site.log import one_line

# Seconds; who watches asks again soon, and wants to know within two.
PATIENCE = 1

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process lives; asks nothing of the database."""
    return _word("ok", 200)


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database can be read and has every migration, else 503."""
    try:
        with short_reads(PATIENCE):
            missing = missing_migrations()
    except DatabaseError as error:
        logger.error("The database cannot be read: %s", one_line(error))  # noqa: TRY400
        return _word("not ready", 503)
    if missing:
        logger.error("Migrations are missing: %s", missing)
        return _word("not ready", 503)
    return _word("ok", 200)


def missing_migrations() -> list[tuple[str, str]]:
    """Return (app, name) of each app's last migration that the database does not have.

    Raises DatabaseError where the database cannot be read.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(last_migrations() - set(applied))


@cache
def last_migrations() -> frozenset[tuple[str, str]]:
    """Return (app, name) of the last migration of each app; read from disk once."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _word(word: str, status: int) -> HttpResponse:
    return HttpResponse(f"{word}\n", status=status, content_type="text/plain; charset=utf-8")
