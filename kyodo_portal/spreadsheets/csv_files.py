"""CSV as Excel and everybody else read it: UTF-8 with BOM, CRLF, no text that runs as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kyodo_portal.spreadsheets.columns import Column, Row, Value

BOM = "\ufeff"
# What a spreadsheet may take for a formula, full width and behind spaces too; dashes alone are
# no formula.
_DANGEROUS = re.compile(r"[ \u3000\u00a0]*(?=[=+@\-\t\r\n＝＋＠－])(?![-－]+\Z)")


class _Line:
    """A file that hands back each line instead of keeping it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def csv_lines(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a CSV file, the first with the BOM and the headings."""
    writer = csv.writer(_Line())
    yield BOM + writer.writerow([str(column.heading) for column in columns])
    for row in rows:
        yield writer.writerow([csv_cell(column.value(row)) for column in columns])


def csv_cell(value: Value) -> str | int | float:
    """Return a value as CSV holds it: ISO dates, nothing for None, dangerous text behind '."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = value.replace("\0", "")
        return f"'{text}" if _DANGEROUS.match(text) else text
    return value


def without_prefix(text: str) -> str:
    """Return a text of such a file as it was before `csv_cell` made it harmless."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text[1:]) else text
