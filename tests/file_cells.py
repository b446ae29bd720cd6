"""What a file shows of a row."""

from collections.abc import Iterable

from kyodo_portal.spreadsheets.columns import Column, Row, Value, of_files


def cells_of(columns: Iterable[Column], row: Row) -> dict[str, Value]:
    """Return the cells of a row by their headings."""
    return {str(column.heading): column.value(row) for column in of_files(columns)}
