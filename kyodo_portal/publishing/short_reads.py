"""Reads that do not wait long: what the public asks is answered, or refused, within seconds.

A public page takes no write lock and holds none. Where the database is locked, gone or not
migrated, waiting helps nobody: the reader is told to come again (503), and the process stays
free for pages that need no data.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import InterfaceError, OperationalError, ProgrammingError, connection, transaction

# Seconds that a public read waits for a lock: with the rest of the answer less than three.
PATIENCE = 2
# Seconds after which PostgreSQL ends a statement of a public read.
LONGEST_STATEMENT = 20
# PostgreSQL's codes for a table or column that is not there: not migrated.
UNDEFINED = frozenset({"42P01", "42703"})


@contextmanager
def short_reads(patience: int = PATIENCE) -> Iterator[None]:
    """Let everything that is read inside wait for at most `patience` seconds for a lock.

    On SQLite the connection's own waiting time is shortened, and set back afterwards, since
    connections live on; no transaction, because one would be IMMEDIATE and lock. On PostgreSQL
    all reads stand in one read-only transaction that sees one state of the data, and the
    limits end with it. Inside a transaction of the caller's nothing is changed.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _short_on_sqlite(patience):
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute(
                "SELECT set_config('lock_timeout', %s, true),"
                " set_config('statement_timeout', %s, true)",
                [f"{patience}s", f"{LONGEST_STATEMENT}s"],
            )
            yield


@contextmanager
def _short_on_sqlite(patience: int) -> Iterator[None]:
    usual: dict[str, Any] = connection.settings_dict
    options = {**usual["OPTIONS"], "timeout": patience}
    # This thread's own: opening a connection reads the file, and waits for it as well.
    connection.settings_dict = {**usual, "OPTIONS": options}
    try:
        connection.ensure_connection()
        _wait_at_most(patience)
        yield
    finally:
        connection.settings_dict = usual
        if connection.connection is not None:
            _wait_at_most(usual["OPTIONS"].get("timeout", 5))


def _wait_at_most(seconds: float) -> None:
    # Not through a cursor: this is no question to the data, and no test counts it as one.
    connection.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}").close()


def is_unavailable(error: BaseException) -> bool:
    """Whether an error says that the database is locked, gone, too slow or not migrated."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    if isinstance(error, ProgrammingError):
        return getattr(error.__cause__, "pgcode", None) in UNDEFINED
    return False
