"""Sentences of the 総括表, made of the figures they speak of; they never say who is best."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from pledges.reports.aggregates.tables import ReportLine, ReportTable, status_counts

# From here on Japanese counts things without つ.
TEN = 10


def counted(level: str, number: int) -> str:
    """Return 5つの基本政策, 25の公約."""
    words = {"level": level, "number": number}
    if number < TEN:
        return _("%(number)sつの%(level)s") % words
    return _("%(number)sの%(level)s") % words


def size_sentence(table: ReportTable) -> str:
    """Say how many items each level has: 5つの基本政策、25の公約、50の施策."""
    counts = [
        counted(level.name, sum(line.depth == depth for line in table.lines))
        for depth, level in enumerate(table.levels[1:], start=1)
    ]
    return _("、").join(counts)


def span_sentence(table: ReportTable) -> str:
    """Say from where to where the figures of each level reach, or how many have which word."""
    parts = []
    for depth in sorted(table.shown_depths):
        lines = [line for line in table.lines if line.depth == depth]
        figures = [line.percent for line in lines if line.percent is not None]
        if figures:
            parts.append(_span(table.levels[depth].name, lines, figures))
    return "".join(parts) or words_sentence(table)


def _span(level: str, lines: Sequence[ReportLine], figures: Sequence[Decimal]) -> str:
    words = {
        "level": counted(level, len(figures)),
        "low": f"{min(figures):f}",
        "high": f"{max(figures):f}",
    }
    sentence = _("%(level)sは%(low)s％から%(high)s％です。") % words
    missing = len(lines) - len(figures)
    return sentence + (
        _("値のないもの%(number)sを除きます。") % {"number": missing} if missing else ""
    )


def words_sentence(table: ReportTable) -> str:
    """Say how many of the lowest level have each word of the scale, and how many none."""
    counts = status_counts(table.rated, table.words)
    if not counts:
        return ""
    level = table.rated[0].level.name
    named = _("、").join(
        _("%(word)s%(number)s") % {"word": word, "number": number} for word, number in counts
    )
    return _("%(level)s%(total)sのうち、%(named)sです。") % {
        "level": level,
        "total": len(table.rated),
        "named": named,
    }


def top_sentence(table: ReportTable) -> str:
    """Say the figure of each line of the first level."""
    figures = [
        _("%(label)sが%(percent)s％") % {"label": line.label, "percent": f"{line.percent:f}"}
        for line in table.top
        if line.percent is not None
    ]
    return _("%(figures)sです。") % {"figures": _("、").join(figures)} if figures else ""
