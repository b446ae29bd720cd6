"""A sheet's columns as one declared table: export, API, data dictionary and import read it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from kyodo_portal.text import Label

Row = Mapping[str, Any]
Value = str | int | float | date | None


class ColumnType(Enum):
    """What a column's cells hold; the value is the word for it in the data dictionary."""

    TEXT = _("文字")
    LONG_TEXT = _("長い文章")
    INTEGER = _("整数")
    NUMBER = _("数（小数もあり）")
    DATE = _("日付（西暦）")

    @property
    def cells(self) -> "ColumnType":
        """What the cells hold, as for the richer types of open data."""
        return self

    @property
    def is_flat(self) -> bool:
        """Whether a value fits into one cell."""
        return True

    def cell(self, value: Any) -> Value:
        """Return the value, which is one cell already."""
        found: Value = value
        return found


class ValueType(Protocol):
    """What a value is, and how it stands in one cell; a ColumnType, or one of open data."""

    @property
    def cells(self) -> ColumnType:
        """What the cells of a file hold."""

    @property
    def is_flat(self) -> bool:
        """Whether a value fits into one cell."""

    def cell(self, value: Any) -> Value:
        """Return a value as one cell; None for None."""


@dataclass(frozen=True)
class Column:
    """One column. `key` is the API's key, `heading` the sheet's, unique in its table.

    cell: takes a row to the value in a file; without it the row's value of `source`, or else
    of `key`, as its type says. nullable: the API may say null. in_api: whether it stands in
    the API. flat: the columns that stand in its place in files. is_last_in_files: it came to
    the files when they had their order already. in_api_alone: files say it otherwise.
    """

    key: str
    heading: Label
    type: ValueType
    help: Label
    cell: Callable[[Row], Value] | None = None
    source: str = ""
    nullable: bool = False
    in_api: bool = True
    flat: Sequence["Column"] = ()
    is_last_in_files: bool = False
    in_api_alone: bool = False

    @property
    def in_files(self) -> bool:
        """Whether it is itself a column of files."""
        return not self.flat and not self.in_api_alone

    @property
    def has_flat_form(self) -> bool:
        """Whether files can hold what it says."""
        return bool(self.cell or self.flat or self.type.is_flat)

    def value(self, row: Row) -> Value:
        """Return what a file shows of a row."""
        return self.cell(row) if self.cell else self.type.cell(row[self.source or self.key])


def of_files(columns: Iterable[Column]) -> list[Column]:
    """Return the columns that stand in files."""
    flat = [one for column in columns for one in (column.flat or [column])]
    return sorted(flat, key=lambda column: column.is_last_in_files)


def of_api(columns: Iterable[Column]) -> list[Column]:
    """Return the columns that stand in the API."""
    return [column for column in columns if column.in_api]


def dictionary(columns: Sequence[Column]) -> list[list[Value]]:
    """Return the data dictionary: heading, key, kind and help of each column."""
    return [
        [str(column.heading), column.key, str(column.type.cells.value), str(column.help)]
        for column in columns
    ]
