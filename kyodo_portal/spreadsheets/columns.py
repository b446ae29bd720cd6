"""A sheet's columns as one declared table: export, API, data dictionary and import read it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.text import Label

Row = Mapping[str, Any]
Value = str | int | float | date | None


class ColumnType(Enum):
    """What a column holds; the value is the word for it in the data dictionary."""

    TEXT = _("文字")
    LONG_TEXT = _("長い文章")
    INTEGER = _("整数")
    NUMBER = _("数（小数もあり）")
    DATE = _("日付（西暦）")


@dataclass(frozen=True)
class Column:
    """One column. `key` is the API's key, `heading` the sheet's, unique in its table.

    `cell` takes a row to the value in a file (text, number, date or None); without it the
    row's value of that key. `in_api` and `in_files`: where the column stands.
    """

    key: str
    heading: Label
    type: ColumnType
    help: Label
    cell: Callable[[Row], Value] | None = None
    in_api: bool = True
    in_files: bool = True

    def value(self, row: Row) -> Value:
        """Return what a file shows of a row."""
        found: Value = self.cell(row) if self.cell else row[self.key]
        return found


def of_files(columns: Iterable[Column]) -> list[Column]:
    """Return the columns that stand in files."""
    return [column for column in columns if column.in_files]


def of_api(columns: Iterable[Column]) -> list[Column]:
    """Return the columns that stand in the API."""
    return [column for column in columns if column.in_api]


def dictionary(columns: Sequence[Column]) -> list[list[Value]]:
    """Return the data dictionary: heading, key, kind and help of each column."""
    return [
        [str(column.heading), column.key, str(column.type.value), str(column.help)]
        for column in columns
    ]
