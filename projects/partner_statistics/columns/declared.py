"""The columns of 相手方の集計, and one table of them as page and workbook show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row, Value
from kyodo_portal.text import Label

CANNOT_BE_TOLD = gettext_lazy("判定できない")
# What the page leaves out, since it says the same in words beside.
ONLY_IN_FILES = {"year", "first_year", "last_year", "note"}
# A longer table is read in Excel, not on a page.
MOST_ROWS = 100
FIGURES = {ColumnType.INTEGER, ColumnType.NUMBER}
# What a row is of: the first of these that a table has.
ROW_HEADS = ("project", "partner", "kind", "fiscal_year")


@dataclass(frozen=True)
class PageCell:
    """One cell of the page. is_empty: its words stand where no figure can be given."""

    text: Label
    is_figure: bool = False
    is_head: bool = False
    is_empty: bool = False


@dataclass(frozen=True)
class FigureTable:
    """One table: its place on the page, its sheet, the rule and limits of its figures.

    empty: what is said where there is no row.
    """

    key: str
    title: str
    sheet: str
    rules: Sequence[Label]
    columns: Sequence[Column]
    rows: Sequence[Row]
    empty: str

    @property
    def page_columns(self) -> list[Column]:
        """Return the columns that the page shows."""
        return [column for column in self.columns if column.key not in ONLY_IN_FILES]

    @property
    def page_head(self) -> list[PageCell]:
        """Return the headings that the page shows."""
        return [PageCell(column.heading, column.type in FIGURES) for column in self.page_columns]

    @property
    def page_rows(self) -> list[list[PageCell]]:
        """Return the rows that the page shows, at most MOST_ROWS."""
        keys = [column.key for column in self.columns]
        head = next(key for key in ROW_HEADS if key in keys)
        return [
            [_cell(column, row[column.key], head) for column in self.page_columns]
            for row in self.rows[:MOST_ROWS]
        ]


def _cell(column: Column, value: Value, head: str) -> PageCell:
    if value is None:
        return PageCell(CANNOT_BE_TOLD, is_empty=True)
    text = f"{value:,}" if isinstance(value, int | float) else str(value)
    return PageCell(text, column.type in FIGURES, column.key == head)


def _text(key: str, heading: Label) -> Column:
    return Column(key, heading, ColumnType.TEXT, "")


def _number(key: str, heading: Label) -> Column:
    return Column(key, heading, ColumnType.INTEGER, "")


FISCAL_YEAR = _text("fiscal_year", gettext_lazy("年度"))
YEAR = _number("year", gettext_lazy("年度（西暦）"))
DEPARTMENT = _text("department", gettext_lazy("所管部"))
FORM = _text("form", gettext_lazy("協働の形態"))
PARTNER = _text("partner", gettext_lazy("相手方"))
RECORDS = _number("records", gettext_lazy("記録（件）"))
WITH_PARTNER = _number("with_partner", gettext_lazy("相手方のある記録（件）"))
PARTNERS = _number("partners", gettext_lazy("相手方の数"))

TALLY_COLUMNS = [
    FISCAL_YEAR,
    YEAR,
    RECORDS,
    WITH_PARTNER,
    _number("only_excluded", gettext_lazy("総称・市の組織・個人だけの記録（件）")),
    _number("without_any", gettext_lazy("関係団体の記載がない記録（件）")),
    PARTNERS,
]
EXCLUDED_COLUMNS = [
    _text("kind", gettext_lazy("数えない種別")),
    _number("partners", gettext_lazy("関係団体の数")),
    _number("records", gettext_lazy("それがある記録（件）")),
]
RUN_COLUMNS = [
    PARTNER,
    _number("length", gettext_lazy("連続年数")),
    _text("certainty", gettext_lazy("確かさ")),
    _text("first", gettext_lazy("はじめの年度")),
    _number("first_year", gettext_lazy("はじめの年度（西暦）")),
    _text("last", gettext_lazy("おわりの年度")),
    _number("last_year", gettext_lazy("おわりの年度（西暦）")),
    _text("not_known", gettext_lazy("間の分からない年度")),
    _text("now", gettext_lazy("収録のある最新の年度まで")),
]
DEPARTMENT_RUN_COLUMNS = [DEPARTMENT, *RUN_COLUMNS]
PROJECT_RUN_COLUMNS = [DEPARTMENT, _text("project", gettext_lazy("事業")), FORM, *RUN_COLUMNS]
FIRST_TIME_COLUMNS = [
    FISCAL_YEAR,
    YEAR,
    PARTNERS,
    _number("first_time", gettext_lazy("初めての相手方の数")),
    Column("names", gettext_lazy("初めての相手方"), ColumnType.LONG_TEXT, ""),
    _text("note", gettext_lazy("備考")),
]
SHARE_COLUMNS = [
    PARTNER,
    RECORDS,
    _number("of", gettext_lazy("相手方のある記録（件）")),
    Column("percent", gettext_lazy("割合（%）"), ColumnType.NUMBER, ""),
]
