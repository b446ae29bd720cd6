"""The rows of the 総括表: in the city's order, or sorted by progress, narrowed by conditions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from kyodo_portal.fiscal_years import fiscal_year_of
from pledges.reports.aggregates.tables import ReportLine, ReportTable
from pledges.reports.filters import DOCUMENT, HIGH_FIRST
from pledges.reports.views.figures import ShownValue, anchor_of, value_of
from pledges.sets.choices import RollUp


@dataclass(frozen=True)
class SummaryRow:
    """One row: `is_group` for the levels above the lowest, `calc` leads to its calculation."""

    line: ReportLine
    label: str
    value: ShownValue
    url: str
    calc: str
    is_group: bool
    is_middle: bool = False


def summary_lines(table: ReportTable, sort: str, matching: set[int] | None) -> list[ReportLine]:
    """Return the lines to show: all of the 総括表, or what matches with all above it.

    matching: the ids of the items under the conditions, None for all.
    """
    if sort != DOCUMENT:
        return by_progress(table, narrowed(table.rated, matching), sort)
    if matching is None:
        return table.summary
    found = narrowed(table.lines, matching)
    kept = {line.path for line in found}
    for line in found:
        kept |= {above.path for above in table.above(line.path)}
    return [line for line in table.lines if line.path in kept]


def narrowed(lines: Iterable[ReportLine], matching: set[int] | None) -> list[ReportLine]:
    """Return the lines whose item matches, all where there is no condition."""
    return [line for line in lines if matching is None or line.id in matching]


def by_progress(table: ReportTable, lines: Sequence[ReportLine], sort: str) -> list[ReportLine]:
    """Return lines by their figure; equal ones in the set's order, those without one last."""
    sign = -1 if sort == HIGH_FIRST else 1

    def place(line: ReportLine) -> tuple[bool, Decimal]:
        rank = progress(line, table.words)
        return (rank is None, sign * rank if rank is not None else Decimal(0))

    return sorted(lines, key=place)


def progress(line: ReportLine, words: Sequence[str]) -> Decimal | None:
    """Return what a line is sorted by: per cent, or stars, or its word's place on the scale.

    A scale of words is written with the furthest first, such as 達成, 順調, 遅れ.
    """
    if line.percent is not None:
        return line.percent
    if line.word in words:
        return Decimal(-words.index(line.word))
    return None if line.stars is None else Decimal(line.stars)


def rows_of(table: ReportTable, lines: Sequence[ReportLine], *, in_order: bool) -> list[SummaryRow]:
    """Return the rows of lines; out of the set's order each bears its whole number."""
    lowest = max((line.depth for line in lines), default=0)
    return [_row(table, line, lowest, in_order=in_order) for line in lines]


def _row(table: ReportTable, line: ReportLine, lowest: int, *, in_order: bool) -> SummaryRow:
    year = f"?fiscal_year={fiscal_year_of(date.fromisoformat(table.content['as_of']))}"
    slug = table.content["pledge_set"]
    is_group = in_order and line.depth == 1 and lowest > 1
    is_short = is_group or (in_order and line.depth == 2)  # noqa: PLR2004 (right below a group)
    has_rule = line.level.rule.roll_up != RollUp.NONE
    return SummaryRow(
        line=line,
        label=line.number if is_short else line.label,
        value=value_of(line, table.star_steps),
        url=reverse("pledges:item", args=[slug, line.path]) + year,
        calc=anchor_of(line) if has_rule and line.percent is not None else "",
        is_group=is_group,
        is_middle=in_order and not is_group and line.depth < lowest,
    )
