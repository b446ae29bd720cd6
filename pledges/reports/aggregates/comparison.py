"""Two reports of one set side by side: what rose, fell, stands still."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.utils.translation import gettext_lazy as _

from pledges.reports.aggregates.tables import ReportLine, ReportTable
from pledges.reports.choices import RatingStatus

# What stands for an item that the earlier report did not have.
EMPTY = RatingStatus.NOT_STATED.label


class Trend(Enum):
    """What became of a figure from one report to the next."""

    ROSE = _("上がった")
    FELL = _("下がった")
    STILL = _("変わらない")
    CHANGED = _("状況の言葉が変わった")
    NOT_COMPARABLE = _("比べられない")


@dataclass(frozen=True)
class ComparedLine:
    """One item in two reports. difference: in points of per cent or stars, None for words.

    earlier, later: the figures as words, or which kind of empty stands there.
    """

    line: ReportLine
    trend: Trend
    earlier: str
    later: str
    difference: Decimal | None
    reason: str

    @property
    def difference_words(self) -> str:
        """The difference with its sign: +4, -2, 0."""
        if not self.difference:
            return "" if self.difference is None else "0"
        return f"{self.difference:+f}"


def compare(earlier: ReportTable, later: ReportTable) -> list[ComparedLine]:
    """Return every item of the later report's 総括表 beside the earlier one, 全体 last.

    Both tables must be of one set; figures of different sets are never compared.
    """
    if earlier.content["pledge_set"] != later.content["pledge_set"]:
        raise ValueError("Reports of different sets are not compared.")
    return list(_compared(earlier, later))


def _compared(earlier: ReportTable, later: ReportTable) -> Iterator[ComparedLine]:
    for line in later.lines:
        before = earlier.by_path.get(line.path)
        if line.depth in later.shown_depths or line.stars is not None:
            yield _one(before, line, later.star_steps)
    if later.overall.percent is not None or earlier.overall.percent is not None:
        yield _one(earlier.overall, later.overall, later.star_steps)


def _one(before: ReportLine | None, after: ReportLine, steps: int | None) -> ComparedLine:
    old, new = (value_words(before, steps) if before else EMPTY, value_words(after, steps))
    trend, difference = _trend(before, after)
    return ComparedLine(after, trend, str(old), str(new), difference, after.reason)


def _trend(before: ReportLine | None, after: ReportLine) -> tuple[Trend, Decimal | None]:
    """Compare like with like: per cent with per cent, stars with stars, words with words."""
    if before is None:
        return Trend.NOT_COMPARABLE, None
    if before.percent is not None and after.percent is not None:
        return _by_difference(after.percent - before.percent)
    if before.percent is None and after.percent is None:
        if before.stars is not None and after.stars is not None:
            return _by_difference(Decimal(after.stars - before.stars))
        if before.word and after.word:
            return (Trend.STILL if before.word == after.word else Trend.CHANGED), None
    return Trend.NOT_COMPARABLE, None


def _by_difference(difference: Decimal) -> tuple[Trend, Decimal]:
    if difference == 0:
        return Trend.STILL, difference
    return (Trend.ROSE if difference > 0 else Trend.FELL), difference


def value_words(line: ReportLine, steps: int | None) -> str:
    """Return an item's figure in words: 62％, 10段階中7, 達成, or which kind of empty."""
    if line.percent is not None:
        return str(_("%(percent)s％") % {"percent": f"{line.percent:f}"})
    if line.stars is not None:
        return stars_words(line.stars, steps)
    if line.word:
        return line.word
    return str(RatingStatus(line.status).label)


def stars_words(stars: int, steps: int | None) -> str:
    """Return stars as they are said: 10段階中7."""
    return str(_("%(steps)s段階中%(stars)s") % {"steps": steps, "stars": stars})
