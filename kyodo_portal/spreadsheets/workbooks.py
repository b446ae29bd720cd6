"""Excel files written cell by cell with their types: text stays text, numbers numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row, Value

# Excel's own limits.
MOST_CHARACTERS = 32_767
FIRST_DATE = date(1900, 3, 1)
SHEET_NAME_CHARACTERS = 31
DATE_FORMAT = "yyyy-mm-dd"
NUMBER_FORMAT = "#,##0"

MOST_COLUMNS_OF_A_PAGE = 12
SERIES_COLOURS = ("0017C1", "9DB7F9")
WIDTHS = {
    ColumnType.TEXT: 20,
    ColumnType.LONG_TEXT: 50,
    ColumnType.INTEGER: 12,
    ColumnType.NUMBER: 12,
    ColumnType.DATE: 13,
}
HEADING = {
    "font": Font(bold=True),
    "fill": PatternFill("solid", fgColor="FFE8F1FE"),
    "alignment": Alignment(wrap_text=True, vertical="top"),
}
BOLD = {"font": Font(bold=True)}
WRAPPED = {"alignment": Alignment(wrap_text=True, vertical="top")}

# XML holds none of these; Excel reads _x0041_ as the letter A unless its first sign is escaped.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_A_FORMULA = tuple("=+-@")


@dataclass(frozen=True)
class Bars:
    """A bar chart over a grid: its title, and the columns (from 1) of labels and figures.

    `rows`: how many rows from the first, None for the whole body.
    """

    title: str
    columns: Sequence[int]
    labels: int = 1
    rows: int | None = None


def print_on_wide_pages(sheet: Any, columns: int) -> None:
    """Let a sheet print across, headings on each page.

    On A4 with all columns on the width of a page; a wide table on A3, over so many pages
    side by side that it can still be read.
    """
    wide = columns > MOST_COLUMNS_OF_A_PAGE
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A3 if wide else Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = -(-columns // MOST_COLUMNS_OF_A_PAGE)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


class TypedWorkbook:
    """A workbook that is written once, from top to bottom, sheet by sheet."""

    def __init__(self, title: str) -> None:
        self.book = Workbook(write_only=True)
        self.book.properties.title = title
        self.book.properties.creator = settings.SITE_OFFICIAL_NAME or _("協働ポータル")

    def add_sheet(self, name: str, widths: Sequence[int]) -> Any:
        """Return a new sheet with columns of these widths (in characters)."""
        sheet = self.book.create_sheet(name[:SHEET_NAME_CHARACTERS])
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        print_on_wide_pages(sheet, len(widths))
        return sheet

    def add_table(self, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Add a sheet with the headings in row 1 and one row each."""
        sheet = self.add_sheet(name, [WIDTHS[column.type.cells] for column in columns])
        sheet.freeze_panes = "A2"
        sheet.append([typed_cell(sheet, str(column.heading), HEADING) for column in columns])
        last = 1
        for row in rows:
            sheet.append([_column_cell(sheet, column, row) for column in columns])
            last += 1
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"

    def add_grid(
        self,
        name: str,
        head: Sequence[str],
        body: Sequence[Sequence[Value]],
        foot: Sequence[Value] = (),
        chart: Bars | None = None,
        below: Sequence[Sequence[Value]] = (),
    ) -> None:
        """Add a sheet of figures: headings in row 1, a total last, a chart beside.

        below: parts of the total, under it.
        """
        sheet = self.add_sheet(name, [28, *[14] * (len(head) - 1)])
        sheet.freeze_panes = "B2"
        sheet.append([typed_cell(sheet, text, HEADING) for text in head])
        for line in body:
            sheet.append([_figure(sheet, value) for value in line])
        for line in [foot, *below] if foot else []:
            sheet.append([_figure(sheet, value, BOLD) for value in line])
        rows = len(body) if chart is None or chart.rows is None else chart.rows
        if chart and rows:
            place = f"{get_column_letter(len(head) + 2)}2"
            sheet.add_chart(bar_chart(sheet, chart, rows), place)

    def add_lines(self, name: str, lines: Iterable[Sequence[Value]], widths: Sequence[int]) -> None:
        """Add a sheet of running text; a line of one value is a heading."""
        sheet = self.add_sheet(name, widths)
        for line in lines:
            style = BOLD if len(line) == 1 else WRAPPED
            sheet.append([typed_cell(sheet, value, style) for value in line])

    def save(self, file: IO[bytes]) -> None:
        """Write the workbook to an open file."""
        self.book.save(file)


def bar_chart(sheet: Any, bars: Bars, rows: int) -> BarChart:
    """Return a native chart of lying bars over the first `rows` rows under the headings."""
    chart = BarChart()
    chart.type = "bar"
    chart.title = bars.title
    chart.height = max(7, 2 + 0.8 * rows * len(bars.columns))
    chart.width = 18
    for column in bars.columns:
        values = Reference(sheet, min_col=column, min_row=1, max_row=rows + 1)
        chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=bars.labels, min_row=2, max_row=rows + 1))
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = None
    if len(bars.columns) == 1:
        chart.legend = None
    chart.dataLabels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    # Those of the site's charts: one dark and one light, told apart in grey print too.
    for series, colour in zip(chart.series, SERIES_COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
    return chart


def _figure(sheet: Any, value: Value, style: dict[str, Any] | None = None) -> Any:
    return typed_cell(sheet, value, style, NUMBER_FORMAT)


def _column_cell(sheet: Any, column: Column, row: Row) -> Any:
    return typed_cell(
        sheet, column.value(row), WRAPPED if column.type.cells is ColumnType.LONG_TEXT else {}
    )


def typed_cell(
    sheet: Any, value: Value, style: dict[str, Any] | None = None, number_format: str = ""
) -> Any:
    """Return a cell of exactly this value: text never a formula, dates as dates."""
    if isinstance(value, date) and value < FIRST_DATE:
        value = value.isoformat()
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, excel_text(value))
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_LIKE_A_FORMULA)
    else:
        cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # None and date are written too
        if isinstance(value, date):
            cell.number_format = number_format or DATE_FORMAT
        elif number_format:
            cell.number_format = number_format
    for name, part in (style or {}).items():
        setattr(cell, name, part)
    return cell


def excel_text(text: str) -> str:
    """Return a text as a cell can hold it: no sign that XML lacks, at most 32,767 characters.

    What cannot be held is 〓; a text that is too long ends in words that say so.
    """
    safe = _ESCAPE.sub("_x005F_", _NOT_IN_XML.sub("〓", text))
    if _utf16_length(safe) <= MOST_CHARACTERS:
        return safe
    note = _("…（長いため、ここまで。全文はCSVかAPIにあります）")
    room = 2 * (MOST_CHARACTERS - _utf16_length(note))
    return safe.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + note


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
