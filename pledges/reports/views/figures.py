"""How the figures came about, as pages show it: values, the parts of a mean, the rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from pledges.reports.aggregates.comparison import stars_words
from pledges.reports.aggregates.tables import ReportLine, ReportTable
from pledges.reports.choices import RatingStatus
from pledges.reports.rows import level_below
from pledges.sets.choices import RollUp, Rounding
from pledges.sets.rules.arithmetic import digits_words, rule_words

# The width of one star in the drawing.
STEP = 14


@dataclass(frozen=True)
class ShownValue:
    """What stands in a cell: a figure or words, or which kind of empty. width: of the bar."""

    text: str
    is_empty: bool = False
    is_computed: bool = False
    width: str = ""


@dataclass(frozen=True)
class Calculation:
    """One figure with its children: (73 + 66) ÷ 2 = 69.5, cut to 69.

    terms: the parts as written. left_out: (number, status) of each child without a figure.
    agrees: whether the published figure is the computed one; 60.0 is 60.
    """

    anchor: str
    name: str
    terms: str
    number_of_parts: int
    mean: str
    digits: str
    computed: str
    published: str
    left_out: list[tuple[str, str]]
    rule: str
    is_inferred: bool
    url: str
    agrees: bool


@dataclass(frozen=True)
class Stars:
    """places: (x, whether filled) of each star. words: 10段階中7, always beside the drawing."""

    places: list[tuple[str, bool]]
    width: str
    words: str


def value_of(line: ReportLine, steps: int | None) -> ShownValue:
    """Return a line's figure as a table shows it."""
    if line.percent is not None:
        width = f"{line.percent:f}%"
        return ShownValue(f"{line.percent:f}", is_computed=line.published is None, width=width)
    if line.word:
        return ShownValue(line.word)
    if line.stars is not None and not line.level.has_percent:
        return ShownValue(stars_words(line.stars, steps))
    return ShownValue(str(RatingStatus(line.status).label), is_empty=True)


def calculations(table: ReportTable, lines: Sequence[ReportLine]) -> list[Calculation]:
    """Return how each of these lines was computed; those without a rule are left out."""
    return [calculation(table, line) for line in lines if line.level.rule.roll_up != RollUp.NONE]


def calculation(table: ReportTable, line: ReportLine) -> Calculation:
    """Return how one figure came about."""
    rule = line.level.rule
    slug = table.content["pledge_set"]
    return Calculation(
        anchor=anchor_of(line),
        name=f"{line.level.name} {line.label}" if line.path else line.title,
        terms=" + ".join(f"{part:f}" for _path, part in line.parts),
        number_of_parts=len(line.parts),
        mean="" if line.mean is None else f"{line.mean:f}",
        digits="" if rule.rounding == Rounding.NONE else digits_words(rule),
        computed="" if line.computed is None else f"{line.computed:f}",
        published="" if line.published is None else f"{line.published:f}",
        left_out=[_left_out(table.by_path[path]) for path in line.left_out],
        rule=rule_words(rule, level_below(table, line.depth)),
        is_inferred=rule.is_inferred,
        url=reverse("pledges:item", args=[slug, line.path]) if line.path else "",
        agrees=line.published == line.computed,
    )


def anchor_of(line: ReportLine) -> str:
    """Return the id under which a line's calculation stands in the page."""
    return f"calc-{line.path or 'overall'}"


def _left_out(line: ReportLine) -> tuple[str, str]:
    words = line.word or str(RatingStatus(line.status).label)
    # An item may be rated in stars and still have no percentage to put into a mean.
    if line.status == RatingStatus.RATED and not line.word:
        words = _("パーセントの記載なし")
    return line.label, words


def rules(table: ReportTable) -> list[tuple[str, str, bool]]:
    """Return (level, rule in words, whether inferred) from 全体 down, of levels with figures."""
    return [
        (
            level.name,
            rule_words(level.rule, level_below(table, depth)),
            level.rule.is_inferred and level.rule.roll_up != RollUp.NONE,
        )
        for depth, level in enumerate(table.levels)
        if level.has_percent or level.rule.roll_up != RollUp.NONE
    ]


def stars_of(stars: int | None, steps: int | None) -> Stars | None:
    """Return the drawing of a rating, None where there is none."""
    if stars is None or steps is None:
        return None
    places = [(str(number * STEP), number < stars) for number in range(steps)]
    return Stars(places, str(steps * STEP), stars_words(stars, steps))
