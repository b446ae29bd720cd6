"""A radar: one polygon over three to twelve axes, all of one scale from 0 to 100.

Drawn by `templates/components/chart_radar_figure.html`; beside it stands the table of the same
figures. Coordinates are strings: no language's decimal comma may enter an SVG.
"""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

FEWEST_AXES = 3
MOST_AXES = 12
WIDTH, HEIGHT = 400, 320
CENTRE_X, CENTRE_Y = 200, 172
RADIUS = 128
# Room between the outer ring and the words.
LABEL_RADIUS = 147
LABEL_DROP = 4
RINGS = (25, 50, 75, 100)
FULL = 100
# Nearer than this to the middle line, words stand centred.
CENTRED_WITHIN = 10


@dataclass(frozen=True)
class RadarChart:
    """What is drawn: `axes` are (short label, figure from 0 to 100, figure in words).

    `description` says the figures in a sentence; `note` stands under the title. Titles are
    unique on a page.
    """

    title: str
    note: str
    description: str
    axes: Sequence[tuple[str, Decimal, str]]

    @property
    def key(self) -> str:
        """The stem of the chart's ids in the page."""
        return f"radar-{zlib.crc32(self.title.encode()):08x}"


@dataclass(frozen=True)
class RadarLabel:
    """The words at the end of an axis; `anchor` is SVG's text-anchor."""

    name: str
    value: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True)
class RadarDrawing:
    """A radar with its places: points of rings and area, ends of axes, dots, labels."""

    chart: RadarChart
    rings: list[str]
    spokes: list[str]
    area: str
    dots: list[tuple[str, str]]
    labels: list[RadarLabel]


def can_be_drawn(figures: Sequence[Decimal | None]) -> bool:
    """Whether a radar says anything: few enough axes, and a figure on each."""
    return FEWEST_AXES <= len(figures) <= MOST_AXES and None not in figures


def draw_radar(chart: RadarChart) -> RadarDrawing:
    """Return the places of a radar's parts, the first axis on top, then clockwise."""
    number = len(chart.axes)
    values = [float(value) for _label, value, _words in chart.axes]
    corners = [_place(place, number, RADIUS) for place in range(number)]
    points = [_place(place, number, RADIUS * value / FULL) for place, value in enumerate(values)]
    return RadarDrawing(
        chart=chart,
        rings=[
            _points([_place(place, number, RADIUS * ring / FULL) for place in range(number)])
            for ring in RINGS
        ],
        spokes=[f"M{CENTRE_X} {CENTRE_Y}L{x:.1f} {y:.1f}" for x, y in corners],
        area=_points(points),
        dots=[(f"{x:.1f}", f"{y:.1f}") for x, y in points],
        labels=[
            _label(name, words, _place(place, number, LABEL_RADIUS))
            for place, (name, _value, words) in enumerate(chart.axes)
        ],
    )


def _place(axis: int, of: int, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * axis / of
    return CENTRE_X + radius * math.sin(angle), CENTRE_Y - radius * math.cos(angle)


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _label(name: str, words: str, place: tuple[float, float]) -> RadarLabel:
    x, y = place
    anchor = "middle"
    if abs(x - CENTRE_X) > CENTRED_WITHIN:
        anchor = "start" if x > CENTRE_X else "end"
    return RadarLabel(name, words, f"{x:.1f}", f"{y + LABEL_DROP:.1f}", anchor)
