"""Numbers of 施策 by rating: for each table a sentence, a chart and the figures."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kyodo_portal.charts.bars import Bar, BarChart, BarDrawing, draw_bars
from kyodo_portal.listing import figures as listing_figures
from kyodo_portal.listing.figures import Section
from kyodo_portal.listing.tables import Heading, Table
from kyodo_portal.listing.years import joined
from kyodo_portal.quantities.units import labelled, with_unit

# Two parts of a whole, one of them hatched; more than two cannot be told apart.
MOST_SERIES = 2


def corner_of(level_names: Iterable[str]) -> str:
    """Return what the highest items of some plans are called, where the plans agree on it."""
    names = set(level_names)
    return names.pop() if len(names) == 1 else _("計画の柱")


def grade_words(grade: Heading) -> str:
    """Return letter and meaning: A 趣旨に沿って措置したもの."""
    return " ".join(filter(None, [str(grade.label), grade.note]))


def result_words(table: Table) -> str:
    """Return how many 施策 have which rating: 反映区分は A が8、B が7."""
    parts = [
        _("%(letter)s が%(count)s") % {"letter": grade.label, "count": count}
        for grade, count in zip(table.columns, table.totals, strict=True)
    ]
    return _("反映区分は %(parts)s") % {"parts": joined(parts)}


def ratings_section(
    key: str,
    title: str,
    corner: str,
    table: Table,
    url_of: listing_figures.AddressOf,
    *,
    years: str,
    note: str = "",
) -> Section:
    """Return the section of one table of ratings. years: 令和元年度."""
    figures = listing_figures.by_category(
        table,
        caption=_("%(corner)s × 反映区分（施策の数）") % {"corner": corner},
        corner=corner,
        url_of=url_of,
        key=f"{key}-table",
    )
    sentence = _("%(years)sの評価表は%(count)s施策です。%(ratings)sです。%(note)s") % {
        "years": years,
        "count": table.total,
        "ratings": result_words(table),
        "note": note,
    }
    drawing = ratings_chart(_("%(title)s %(years)s") % {"title": title, "years": years}, table)
    return Section(key, title, sentence, drawing, figures)


def ratings_chart(title: str, table: Table) -> BarDrawing:
    """Draw the rows in parts where there are two grades, else the grades themselves."""
    if len(table.columns) == MOST_SERIES:
        rows = [
            Bar(full_label(row.heading), row.counts[0], second=row.counts[1]) for row in table.rows
        ]
        series = (grade_words(table.columns[0]), grade_words(table.columns[1]))
        words = [parts_words(row.heading, table.columns, row.counts) for row in table.rows]
        return _draw(title, rows, words, series)
    bars = [
        Bar(grade_words(grade), count)
        for grade, count in zip(table.columns, table.totals, strict=True)
    ]
    return _draw(title, bars, [labelled(bar.label, _figure(bar.value)) for bar in bars], ())


def full_label(heading: Heading) -> str:
    """Return a row's name with what it belongs to: 総合政策部 秘書広報課."""
    return " ".join(filter(None, [heading.note, str(heading.label)]))


def parts_words(heading: Heading, grades: Sequence[Heading], counts: Sequence[int]) -> str:
    """Return a row's figures in words, for those who do not see its bar."""
    parts = [
        labelled(str(grade.label), _figure(count))
        for grade, count in zip(grades, counts, strict=True)
    ]
    return f"{full_label(heading)} {joined(parts)}"


def _unit() -> str:
    return pgettext("数の後", "施策")


def _figure(count: object) -> str:
    return with_unit(count, _unit())


def _draw(
    title: str, rows: list[Bar], words: list[str], series: tuple[str, str] | tuple[()]
) -> BarDrawing:
    return draw_bars(
        BarChart(
            title=title,
            description=_("%(figures)s。") % {"figures": joined(words)},
            unit=_unit(),
            rows=rows,
            series=series,
            end_to_end=bool(series),
        )
    )
