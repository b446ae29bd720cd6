"""Figures as plain tables of words, with what each empty cell means, and their charts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kyodo_portal.charts.bars import BarDrawing
from kyodo_portal.listing.tables import Heading, Table, TableRow
from kyodo_portal.listing.years import year_words
from kyodo_portal.text import Label

# Three years, 計 and the difference; more are too narrow to read beside a chart.
MOST_BESIDE_A_CHART = 5
AddressOf = Callable[[Heading], str]


@dataclass(frozen=True)
class FigureCell:
    """One figure as shown; `is_empty` for 不明, データなし and the like. `note` stands below it."""

    text: str
    is_empty: bool = False
    note: str = ""


@dataclass(frozen=True)
class FigureLine:
    """One row: its heading, a note below it, an address, and its figures."""

    label: Label
    cells: list[FigureCell]
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Figures:
    """A table as a template prints it. columns: (words, what stands small below)."""

    caption: str
    corner: str
    columns: list[tuple[Label, str]]
    lines: list[FigureLine]
    foot: list[FigureLine] = field(default_factory=list)
    note: str = ""
    key: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether the table wants the whole width of the page, and scrolls on a narrow one."""
        return len(self.columns) > MOST_BESIDE_A_CHART


@dataclass(frozen=True)
class Section:
    """One question of the summary with its answer. `key` is its id in the page."""

    key: str
    title: str
    sentence: str
    drawing: BarDrawing
    figures: Figures


def number(value: int) -> FigureCell:
    """Return a figure with its thousands."""
    return FigureCell(f"{value:,}")


def difference(counts: Sequence[int], columns: Sequence[Heading]) -> list[FigureCell]:
    """Return 前年度との差 of the last two columns, nothing where they are not successive years."""
    if not has_difference(columns):
        return []
    change = counts[-1] - counts[-2]
    if change == 0:
        return [FigureCell(_("増減なし"))]
    words = _("増 %(count)s") if change > 0 else _("減 %(count)s")
    return [FigureCell(words % {"count": f"{abs(change):,}"})]


def has_difference(columns: Sequence[Heading]) -> bool:
    """Whether the newest two columns are successive fiscal years."""
    years = [int(column.key) for column in columns[-2:]]
    return len(years) == 2 and years[1] == years[0] + 1  # noqa: PLR2004 (this year and last)


def by_year(
    table: Table, *, caption: str, corner: str, total_label: str, url_of: AddressOf, key: str
) -> Figures:
    """Return counts by fiscal year with 計 and the difference from the year before.

    A year that a municipality has no record of is データなし in its rows, not 0.
    """
    columns: list[tuple[Label, str]] = [year_words(int(year.key)) for year in table.columns]
    columns.append((_("計"), ""))
    if has_difference(table.columns):
        columns.append((_("前年度との差"), ""))
    held = _held(table)
    lines = [_count_line(row, table.columns, held, url_of) for row in table.rows]
    sums = [number(count) for count in table.totals]
    foot = FigureLine(
        total_label, [*sums, number(table.total), *difference(table.totals, table.columns)]
    )
    return Figures(caption, corner, columns, lines, [foot], key=key)


def _held(table: Table) -> set[tuple[str, int]]:
    """Return (municipality, column) of which there is any record."""
    return {
        (row.heading.note, place)
        for row in table.rows
        for place, count in enumerate(row.counts)
        if count
    }


def _count_line(
    row: TableRow, years: Sequence[Heading], held: set[tuple[str, int]], url_of: AddressOf
) -> FigureLine:
    is_held = [(row.heading.note, place) in held for place in range(len(years))]
    cells = [
        number(count) if known else FigureCell(_("データなし"), is_empty=True)
        for count, known in zip(row.counts, is_held, strict=True)
    ]
    change = difference(row.counts, years)
    if change and not all(is_held[-2:]):
        change = [FigureCell(_("データなし"), is_empty=True)]
    cells += [number(row.total), *change]
    return FigureLine(row.heading.label, cells, row.heading.note, url_of(row.heading))


def by_category(
    table: Table, *, caption: str, corner: str, url_of: AddressOf, key: str, note: str = ""
) -> Figures:
    """Return counts by categories that are no years, with 計."""
    columns: list[tuple[Label, str]] = [(column.label, "") for column in table.columns]
    lines = [
        FigureLine(
            row.heading.label,
            [*map(number, row.counts), number(row.total)],
            row.heading.note,
            url_of(row.heading),
        )
        for row in table.rows
    ]
    foot = FigureLine(_("計"), [*map(number, table.totals), number(table.total)])
    return Figures(caption, corner, [*columns, (_("計"), "")], lines, [foot], note, key)
