"""Tables of counts: from grouped rows to headings, rows and totals.

Everything is grouped in SQL; each record is counted once in the totals.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from kyodo_portal.text import Label

Records = QuerySet[Any]
Key = str | int


@dataclass(frozen=True)
class Heading:
    """What a row or column is of. `note` is the municipality where several are shown."""

    key: Key
    label: Label
    note: str = ""


@dataclass(frozen=True)
class TableRow:
    """One row of counts, in the order of the table's columns."""

    heading: Heading
    counts: list[int]
    total: int


@dataclass(frozen=True)
class Table:
    """Counts of records by rows and columns. `totals` and `total` count each record once."""

    columns: list[Heading]
    rows: list[TableRow]
    totals: list[int]
    total: int


def grouped(records: Records, *fields: str) -> Any:
    """Return records to be counted by these fields, without an order of their own."""
    return records.order_by().values(*fields)


def counts_of(records: Records, *fields: str) -> list[dict[str, Any]]:
    """Return {each of fields, count}: each record once in each group, in the fields' order."""
    counts = grouped(records, *fields).annotate(count=Count("id", distinct=True))
    return list(counts.order_by(*fields))


def cells_of(counts: Iterable[tuple[Key, Key, int]]) -> dict[tuple[Key, Key], int]:
    """Add up the counts of each (row, column)."""
    cells: dict[tuple[Key, Key], int] = defaultdict(int)
    for row, column, count in counts:
        cells[row, column] += count
    return cells


def table_of(
    rows: Sequence[Heading], columns: list[Heading], cells: dict[tuple[Key, Key], int]
) -> Table:
    """Return the counts as a table; cells without a count are 0."""
    body = []
    for row in rows:
        counts = [cells.get((row.key, column.key), 0) for column in columns]
        body.append(TableRow(row, counts, sum(counts)))
    sums = [sum(row.counts[place] for row in body) for place in range(len(columns))]
    return Table(columns, body, sums, sum(sums))
