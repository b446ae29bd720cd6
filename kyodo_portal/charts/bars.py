"""Horizontal bars: from figures to the places of rectangles and words in an SVG.

Drawn by `templates/components/chart_bar_figure.html`. Widths are per cent and heights pixels,
so that text keeps its size on every screen. The numbers are strings: no language's decimal
comma may enter an SVG.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from kyodo_portal.charts.labels import text_width, wrapped
from kyodo_portal.quantities.units import with_unit

Number = int | float | Decimal

# Pixels. The narrowest figure is that of a screen of 360 px without its margins.
NARROWEST = 320
LINE_HEIGHT = 19
FIRST_BASELINE = 15
LABEL_GAP = 8
BAR_HEIGHT = 16
ROW_GAP = 7
VALUE_GAP = 8
VALUE_DROP = 13
# Per cent: a small value beside a very large one is still seen to be more than 0.
HAIR = 0.4


@dataclass(frozen=True)
class Bar:
    """One row: its label, one value for each series, a note beside the label, a link for the table.

    A value of None is no figure (not 0): it draws no bar, and the words `no_value` stand there.
    """

    label: str
    value: Number | None
    note: str = ""
    second: Number | None = None
    url: str = ""
    no_value: str = ""


@dataclass(frozen=True)
class BarChart:
    """A chart of one or two series; `series` names them and is empty for one.

    `description` says the figures in a sentence to those who do not see the bars. Two series
    stand one under the other, or `end_to_end` where they are parts of a whole. `unit` follows
    every value. `label_heading` heads the labels' column of the table, `total` its last row.
    `full` is what a bar of the whole width stands for (100 for per cent), 0 for the longest.
    Titles are unique on a page.
    """

    title: str
    description: str
    unit: str
    rows: Sequence[Bar]
    series: tuple[str, str] | tuple[()] = ()
    end_to_end: bool = False
    label_heading: str = ""
    total: tuple[Number, ...] = ()
    full: Number = 0

    @property
    def key(self) -> str:
        """The stem of the chart's ids in the page."""
        return f"chart-{zlib.crc32(self.title.encode()):08x}"


@dataclass(frozen=True)
class Word:
    """A text of the drawing: at `x` (per cent), on the line `y` (pixels)."""

    text: str
    x: str
    y: int


@dataclass(frozen=True)
class Rectangle:
    """A bar of the drawing; `is_second` for the hatched series."""

    x: str
    y: int
    width: str
    is_second: bool


@dataclass
class BarDrawing:
    """A chart with the places of its parts: labels, notes, bars and values; `height` in pixels."""

    chart: BarChart
    height: int = 0
    labels: list[Word] = field(default_factory=list)
    notes: list[Word] = field(default_factory=list)
    bars: list[Rectangle] = field(default_factory=list)
    values: list[Word] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """One line of bars under a label: its parts as (value, is second series), and its words."""

    parts: tuple[tuple[Number, bool], ...]
    text: str


def draw_bars(chart: BarChart) -> BarDrawing:
    """Return the places of the labels, bars and values of `chart`, from top to bottom.

    The longest bar leaves room for the widest value at the narrowest screen.
    """
    lines = [_lines(chart, row) for row in chart.rows]
    scale = _scale([line for group in lines for line in group], float(chart.full))
    drawing = BarDrawing(chart)
    top = 0
    for row, group in zip(chart.rows, lines, strict=True):
        top = _place_label(drawing, row, top)
        for line in group:
            _place_line(drawing, line, top, scale)
            top += BAR_HEIGHT + LABEL_GAP
        top += ROW_GAP
        drawing.height = top - ROW_GAP
    return drawing


def value_text(chart: BarChart, value: Number | None, no_value: str = "") -> str:
    """Return a value with its unit, or the words that stand where there is none."""
    return no_value if value is None else with_unit(f"{value:,}", chart.unit)


def _lines(chart: BarChart, row: Bar) -> list[_Line]:
    figures = [(row.value, False), (row.second, True)][: 2 if chart.series else 1]
    known = tuple((value, second) for value, second in figures if value is not None)
    if chart.end_to_end:
        whole = sum(value for value, _ in known) if known else None
        return [_Line(known, value_text(chart, whole, row.no_value))]
    return [
        _Line(
            () if value is None else ((value, second),),
            value_text(chart, value, row.no_value),
        )
        for value, second in figures
    ]


def _scale(lines: Sequence[_Line], full: float) -> float:
    """Return the per cent of the width that one unit of value takes."""
    longest = max((_length(line) for line in lines), default=0.0)
    longest = max(longest, full)
    words = max((text_width(line.text) for line in lines), default=0)
    room = 100 * (1 - (words + 2 * VALUE_GAP) / NARROWEST)
    return max(room, 10) / longest if longest else 0.0


def _length(line: _Line) -> float:
    return float(sum(value for value, _ in line.parts))


def _place_label(drawing: BarDrawing, row: Bar, top: int) -> int:
    """Put a label and its note over their bars; return where the bars begin."""
    texts = wrapped(row.label, NARROWEST)
    for number, text in enumerate(texts):
        drawing.labels.append(Word(text, "0", top + FIRST_BASELINE + number * LINE_HEIGHT))
    notes = wrapped(row.note, NARROWEST) if row.note else []
    for number, text in enumerate(notes, start=len(texts)):
        drawing.notes.append(Word(text, "0", top + FIRST_BASELINE + number * LINE_HEIGHT))
    return top + (len(texts) + len(notes)) * LINE_HEIGHT + LABEL_GAP // 2


def _place_line(drawing: BarDrawing, line: _Line, top: int, scale: float) -> None:
    ends = [0.0]
    for value, _ in line.parts:
        ends.append(ends[-1] + float(value) * scale)
    for (start, end), (_, is_second) in zip(pairwise(ends), line.parts, strict=True):
        width = max(end - start, HAIR) if end > start else 0
        drawing.bars.append(Rectangle(_percent(start), top, _percent(width), is_second))
    words = drawing.values if line.parts else drawing.notes
    words.append(Word(line.text, _percent(ends[-1]), top + VALUE_DROP))


def _percent(number: float) -> str:
    return f"{number:.2f}%"
