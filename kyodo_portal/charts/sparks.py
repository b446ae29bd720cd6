"""Small bars in a cell of a table: one for each year, the last one strong.

Drawn by `templates/components/spark.html`. They repeat figures that stand beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = int | float | Decimal

# Pixels.
HEIGHT = 36
ROOM = 30
BASE = 34
BAR_WIDTH = 20
GAP = 8
MARGIN = 6
# More years than these are narrower than can be seen; the newest stand.
MOST_YEARS = 6


@dataclass(frozen=True)
class SparkBar:
    """One bar; numbers are strings, since no decimal comma may enter an SVG."""

    x: str
    y: str
    height: str
    is_old: bool


@dataclass(frozen=True)
class Spark:
    """The bars of one row; `title` says the figures. A year without a number has no bar."""

    title: str
    bars: list[SparkBar]
    width: int
    height: int = HEIGHT
    base: str = f"{BASE}.5"


def draw_spark(title: str, values: Sequence[Number | None]) -> Spark | None:
    """Return the bars of values, the oldest first; None where bars would say nothing.

    That is where fewer than two numbers are known, or one of them is below 0.
    """
    shown = list(values)[-MOST_YEARS:]
    known = [value for value in shown if value is not None]
    if len(known) < 2 or min(known) < 0:  # noqa: PLR2004 (one bar compares with nothing)
        return None
    largest = max(known) or 1
    bars = [
        _bar(place, float(value) / float(largest), is_old=place < len(shown) - 1)
        for place, value in enumerate(shown)
        if value is not None
    ]
    width = 2 * MARGIN + len(shown) * BAR_WIDTH + (len(shown) - 1) * GAP
    return Spark(title, bars, width)


def _bar(place: int, share: float, *, is_old: bool) -> SparkBar:
    height = ROOM * share
    x = MARGIN + place * (BAR_WIDTH + GAP)
    return SparkBar(str(x), f"{BASE - height:.1f}", f"{height:.1f}", is_old)
