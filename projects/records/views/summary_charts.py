"""The bars of the summary: drawn from the same figures as the tables beside them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kyodo_portal.charts.bars import Bar, BarChart, BarDrawing, draw_bars
from kyodo_portal.listing.tables import Heading, Table
from kyodo_portal.listing.years import joined, year_label
from kyodo_portal.quantities.units import labelled, with_unit
from kyodo_portal.text import Label
from projects.records.aggregates.tables import YearParticipants
from projects.records.views.summary_words import empty_words, left_out_note

# Two parts of a whole, one of them hatched; more than two cannot be told apart.
MOST_SERIES = 2


def counts_chart(title: str, counts: Sequence[tuple[Label, int]]) -> BarDrawing:
    """Draw numbers of records by label."""
    unit = _("件")
    rows = [Bar(str(label), count) for label, count in counts]
    description = _described(
        [labelled(row.label, with_unit(f"{row.value:,}", unit)) for row in rows]
    )
    return draw_bars(BarChart(title=title, description=description, unit=unit, rows=rows))


def row_totals(table: Table) -> list[tuple[Label, int]]:
    """Return the rows of a table with their totals; rows of several municipalities say whose."""
    return [(full_label(row.heading), row.total) for row in table.rows]


def column_totals(table: Table) -> list[tuple[Label, int]]:
    """Return the columns of a table with their totals."""
    return [
        (column.label, count) for column, count in zip(table.columns, table.totals, strict=True)
    ]


def full_label(heading: Heading) -> str:
    """Return a department with its municipality where several are shown."""
    return f"{heading.label}（{heading.note}）" if heading.note else str(heading.label)


def parts_chart(title: str, table: Table) -> BarDrawing:
    """Draw each row of a table of two columns as one bar of two parts."""
    unit = _("件")
    first, second = (str(column.label) for column in table.columns)
    rows = [Bar(full_label(row.heading), row.counts[0], second=row.counts[1]) for row in table.rows]
    description = _described(
        [
            f"{row.label} {labelled(first, with_unit(f'{row.value:,}', unit))} "
            f"{labelled(second, with_unit(f'{row.second:,}', unit))}"
            for row in rows
        ]
    )
    chart = BarChart(
        title=title,
        description=description,
        unit=unit,
        rows=rows,
        series=(first, second),
        end_to_end=True,
    )
    return draw_bars(chart)


def participants_chart(title: str, years: Sequence[YearParticipants]) -> BarDrawing:
    """Draw 市民参加人数 by department for one year, else the totals of the years."""
    if len(years) == 1:
        parts = [(full_label(heading), totals) for heading, totals in years[0].departments]
    else:
        in_order = sorted(years, key=lambda year: year.totals.fiscal_year or 0)
        parts = [(year_label(year.totals.fiscal_year or 0), year.totals) for year in in_order]
    unit = _("人")
    rows = [
        Bar(
            label,
            totals.participants,
            note=left_out_note(totals) if totals.participants is not None else "",
            no_value=empty_words(totals),
        )
        for label, totals in parts
    ]
    figures = [
        labelled(row.label, row.no_value)
        if row.value is None
        else labelled(row.label, with_unit(f"{row.value:,}", unit))
        for row in rows
    ]
    description = _described(figures)
    return draw_bars(BarChart(title=title, description=description, unit=unit, rows=rows))


def _described(figures: Sequence[str]) -> str:
    return _("%(figures)s。") % {"figures": joined(figures)}
