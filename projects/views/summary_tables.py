"""Figures of the summary as plain tables of words, with what each empty cell means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..aggregates import Heading, Table, TableRow, Totals, YearParticipants
from .project_years import year_words
from .summary_words import empty_words, sponsored_people_note

Label = str | Promise
# Three years, 計 and the difference; more are too narrow to read beside a chart.
MOST_BESIDE_A_CHART = 5
AddressOf = Callable[[Heading], str]


@dataclass(frozen=True)
class Cell:
    """One figure as shown; `is_empty` for 不明, データなし and the like. `note` stands below it."""

    text: str
    is_empty: bool = False
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One row: its heading, a note below it, an address, and its figures."""

    label: Label
    cells: list[Cell]
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Figures:
    """A table as a template prints it. columns: (words, what stands small below)."""

    caption: str
    corner: str
    columns: list[tuple[Label, str]]
    lines: list[Line]
    foot: list[Line] = field(default_factory=list)
    note: str = ""
    key: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether the table wants the whole width of the page, and scrolls on a narrow one."""
        return len(self.columns) > MOST_BESIDE_A_CHART


def number(value: int) -> Cell:
    """Return a figure with its thousands."""
    return Cell(f"{value:,}")


def difference(counts: Sequence[int], columns: Sequence[Heading]) -> list[Cell]:
    """Return 前年度との差 of the last two columns, nothing where they are not successive years."""
    if not has_difference(columns):
        return []
    change = counts[-1] - counts[-2]
    if change == 0:
        return [Cell(_("増減なし"))]
    words = _("増 %(count)s") if change > 0 else _("減 %(count)s")
    return [Cell(words % {"count": f"{abs(change):,}"})]


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
    foot = Line(total_label, [*sums, number(table.total), *difference(table.totals, table.columns)])
    return Figures(caption, corner, columns, lines, [foot], key=key)


def sponsorship_lines(years: Sequence[Totals], columns: Sequence[Heading]) -> list[Line]:
    """Return 後援を除く and 後援 by year with 計 and the difference; none without any 後援."""
    found = {year.fiscal_year: year for year in years}
    in_order = [found[int(column.key)] for column in columns]
    if not any(year.sponsorships for year in in_order):
        return []
    lines = []
    for label, counts in (
        (_("うち後援を除く"), [year.without_sponsorships for year in in_order]),
        (_("うち後援"), [year.sponsorships for year in in_order]),
    ):
        cells = [number(count) for count in [*counts, sum(counts)]]
        lines.append(Line(label, [*cells, *difference(counts, columns)]))
    return lines


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
) -> Line:
    is_held = [(row.heading.note, place) in held for place in range(len(years))]
    cells = [
        number(count) if known else Cell(_("データなし"), is_empty=True)
        for count, known in zip(row.counts, is_held, strict=True)
    ]
    change = difference(row.counts, years)
    if change and not all(is_held[-2:]):
        change = [Cell(_("データなし"), is_empty=True)]
    cells += [number(row.total), *change]
    return Line(row.heading.label, cells, row.heading.note, url_of(row.heading))


def by_category(
    table: Table, *, caption: str, corner: str, url_of: AddressOf, key: str, note: str = ""
) -> Figures:
    """Return counts by categories that are no years, with 計."""
    columns: list[tuple[Label, str]] = [(column.label, "") for column in table.columns]
    lines = [
        Line(
            row.heading.label,
            [*map(number, row.counts), number(row.total)],
            row.heading.note,
            url_of(row.heading),
        )
        for row in table.rows
    ]
    foot = Line(_("計"), [*map(number, table.totals), number(table.total)])
    return Figures(caption, corner, [*columns, (_("計"), "")], lines, [foot], note, key)


def people(totals: Totals | None) -> Cell:
    """Return 市民参加人数 of one cell, with what it leaves out; None is データなし."""
    if totals is None:
        return Cell("－", is_empty=True)
    if totals.participants is None:
        return Cell(empty_words(totals), is_empty=True)
    return number(totals.participants)


def sponsored_people_lines(years: Sequence[Totals]) -> list[Line]:
    """Return 市民参加人数 without and of 後援 by year; none where nobody is counted under it."""
    if all(year.sponsored_participants is None for year in years):
        return []
    return [
        Line(
            _("うち後援を除く"),
            [_people_or_none(year.participants_without_sponsorships) for year in years],
        ),
        Line(_("うち後援"), [_people_or_none(year.sponsored_participants) for year in years]),
    ]


def _people_or_none(count: int | None) -> Cell:
    return Cell("－", is_empty=True) if count is None else number(count)


def participants_of_year(year: YearParticipants, *, url_of: AddressOf, key: str) -> Figures:
    """Return one year's 市民参加人数 by department, with the records that have no number."""
    reasons = [
        name
        for name in ("unknown", "not_applicable", "not_entered")
        if name == "unknown" or getattr(year.totals, name)
    ]
    names = {
        "unknown": _("不明"),
        "not_applicable": _("該当なし"),
        "not_entered": _("記載なし"),
    }
    columns: list[tuple[Label, str]] = [(_("人数のある件数"), "")]
    columns += [(names[name], "") for name in reasons]
    columns.append((_("市民参加人数（人）"), ""))

    def cells(totals: Totals) -> list[Cell]:
        without = [number(getattr(totals, name)) for name in reasons]
        return [number(totals.counted), *without, people(totals)]

    lines = [
        Line(heading.label, cells(totals), heading.note, url_of(heading))
        for heading, totals in year.departments
    ]
    return Figures(
        caption=_("部署ごとの市民参加人数"),
        corner=_("所管部"),
        columns=columns,
        lines=lines,
        foot=[Line(_("計"), cells(year.totals))],
        note="".join(
            [
                _("%(parts)sです。") % {"parts": apart}
                if (apart := sponsored_people_note(year.totals))
                else "",
                _("延べ・市の報告の合計。年度をまたいで合計しません。"),
            ]
        ),
        key=key,
    )


def participants_by_years(
    years: Sequence[YearParticipants], headings: Sequence[Heading], *, url_of: AddressOf, key: str
) -> Figures:
    """Return 市民参加人数 by department and year, the oldest year first, without a sum over years.

    headings: the departments in their order.
    """
    in_order = sorted(years, key=lambda year: year.totals.fiscal_year or 0)
    found = [{heading.key: totals for heading, totals in year.departments} for year in in_order]
    lines = [
        Line(
            heading.label,
            [people(cells.get(heading.key)) for cells in found],
            heading.note,
            url_of(heading),
        )
        for heading in headings
    ]
    foot = [Line(_("計"), [people(year.totals) for year in in_order])]
    foot += sponsored_people_lines([year.totals for year in in_order])
    foot += [
        Line(label, [number(getattr(year.totals, name)) for year in in_order])
        for label, name in (
            (_("人数のある件数"), "counted"),
            (_("不明の件数"), "unknown"),
            (_("該当なしの件数"), "not_applicable"),
            (_("記載なしの件数"), "not_entered"),
        )
    ]
    return Figures(
        caption=_("部署 × 年度の市民参加人数（人）"),
        corner=_("所管部"),
        columns=[year_words(year.totals.fiscal_year or 0) for year in in_order],
        lines=lines,
        foot=foot,
        note=_(
            "延べ・市の報告の合計。年度をまたいで合計しません。－ はその年度に記録のない部署です。"
        ),
        key=key,
    )
