"""The drawings of one report: bars and radar of the first level, or bars of the scale's words."""

from django.utils.translation import gettext as _

from kyodo_portal.charts.bars import Bar, BarChart, BarDrawing, draw_bars
from kyodo_portal.charts.radar import RadarChart, RadarDrawing, can_be_drawn, draw_radar
from pledges.reports.aggregates.tables import ReportTable, status_counts
from pledges.reports.choices import RatingStatus
from pledges.reports.views.summary_words import top_sentence


def top_bars(table: ReportTable) -> BarDrawing | None:
    """Draw the percentages of the first level, None where it has none."""
    if all(line.percent is None for line in table.top):
        return None
    rows = [
        Bar(
            f"{line.level.name} {line.label}",
            line.percent,
            no_value=str(RatingStatus(line.status).label),
        )
        for line in table.top
    ]
    chart = BarChart(
        title=_("%(level)sの進捗") % {"level": table.levels[1].name},
        description=top_sentence(table),
        unit=_("％"),
        rows=rows,
        label_heading=table.levels[1].name,
        full=100,
    )
    return draw_bars(chart)


def top_radar(table: ReportTable) -> RadarDrawing | None:
    """Draw the percentages of the first level as a radar, None where one is missing."""
    axes = [
        (line.label, line.percent, f"{line.percent:f}％")
        for line in table.top
        if line.percent is not None
    ]
    if not can_be_drawn([line.percent for line in table.top]):
        return None
    chart = RadarChart(
        title=_("%(level)sの形") % {"level": table.levels[1].name},
        note=_("目盛りは25％ごと、外周が100％"),
        description=top_sentence(table),
        axes=axes,
    )
    return draw_radar(chart)


def word_bars(table: ReportTable) -> BarDrawing | None:
    """Draw how many of the lowest level have each word, None for a scale without words."""
    if not table.words or not table.rated:
        return None
    counts = status_counts(table.rated, table.words)
    level = table.rated[0].level.name
    chart = BarChart(
        title=_("状況ごとの%(level)sの数") % {"level": level},
        description=_("、").join(f"{word} {number}" for word, number in counts),
        unit=_("件"),
        rows=[Bar(word, number) for word, number in counts],
        label_heading=_("状況"),
    )
    return draw_bars(chart)
