"""A flow between parties: from steps to the places of boxes, arrows and words in an SVG.

Drawn by `templates/components/flow.html`. Widths are per cent and heights pixels, so that
text keeps its size on every screen; parties stand side by side, time goes down.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kyodo_portal.charts.labels import text_width, wrapped

# Pixels. From four parties on the figure is wider than a phone and scrolls in its own frame.
NARROWEST = 320
WIDE = 640
MOST_PARTIES_OF_A_PHONE = 3
LONG = 340
LINE_HEIGHT = 19
HEAD_PADDING = 25
BOX_PADDING = 17
FIRST_BASELINE = 23
GAP = 22
ARROW_DROP = 10
# Per cent.
GUTTER = 2
CLEARANCE = 1
TWO_CENTRES = (20.0, 80.0)
TWO_WIDTH = 38.0


@dataclass(frozen=True)
class Step:
    """What goes from one party to another (places among the parties), or one's own step.

    is_directed: whether the direction is known.
    """

    source: int
    target: int
    label: str
    is_directed: bool = True


@dataclass(frozen=True)
class Word:
    """A text centred at `x` (per cent) on the line `y` (pixels); `number` stands before it."""

    text: str
    x: str
    y: int
    number: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle: `x` and `width` per cent, `y` and `height` pixels."""

    x: str
    y: int
    width: str
    height: int


@dataclass(frozen=True)
class Line:
    """A line at the height `y`, or from `y` down to `end`."""

    start: str
    end: str
    y: int


@dataclass
class FlowDrawing:
    """The places of everything; `height` in pixels. `arrows` have a head, `open_lines` none.

    is_wide: more parties than a phone has room for. is_long: drawn smaller on paper.
    """

    is_wide: bool
    is_long: bool = False
    head_height: int = 0
    height: int = 0
    heads: list[Box] = field(default_factory=list)
    names: list[Word] = field(default_factory=list)
    lives: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Line] = field(default_factory=list)
    open_lines: list[Line] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True)
class _Columns:
    centres: Sequence[float]
    width: float
    pixels: int

    def room(self, share: float) -> int:
        """Return the pixels that a share (per cent) has on the narrowest screen."""
        return int(self.pixels * share / 100) - 10


def draw_flow(parties: Sequence[str], steps: Sequence[Step]) -> FlowDrawing:
    """Return the drawing of `steps` between `parties`, from the first at the top."""
    columns = _columns(len(parties))
    drawing = FlowDrawing(is_wide=columns.pixels == WIDE)
    _place_parties(drawing, parties, columns)
    top = drawing.head_height + GAP
    for number, step in enumerate(steps, start=1):
        place = _place_box if step.source == step.target else _place_arrow
        top = place(drawing, columns, step, str(number), top) + GAP
    drawing.height = top
    drawing.is_long = top > LONG
    return drawing


def _columns(count: int) -> _Columns:
    pixels = NARROWEST if count <= MOST_PARTIES_OF_A_PHONE else WIDE
    if count == len(TWO_CENTRES):
        return _Columns(TWO_CENTRES, TWO_WIDTH, pixels)
    pitch = 100 / max(count, 1)
    return _Columns([pitch * (place + 0.5) for place in range(count)], pitch - GUTTER, pixels)


def _place_parties(drawing: FlowDrawing, parties: Sequence[str], columns: _Columns) -> None:
    names = [_even_lines(name, columns.room(columns.width)) for name in parties]
    most = max((len(lines) for lines in names), default=0)
    drawing.head_height = HEAD_PADDING + most * LINE_HEIGHT
    for centre, lines in zip(columns.centres, names, strict=True):
        left = _percent(centre - columns.width / 2)
        drawing.heads.append(Box(left, 0, _percent(columns.width), drawing.head_height))
        drawing.lives.append(_percent(centre))
        first = FIRST_BASELINE + 4 + (most - len(lines)) * LINE_HEIGHT // 2
        for number, text in enumerate(lines):
            drawing.names.append(Word(text, _percent(centre), first + number * LINE_HEIGHT))


def _place_box(drawing: FlowDrawing, columns: _Columns, step: Step, number: str, top: int) -> int:
    centre = columns.centres[step.source]
    lines = _numbered(step.label, number, columns.room(columns.width))
    height = BOX_PADDING + len(lines) * LINE_HEIGHT
    left = _percent(centre - columns.width / 2)
    drawing.boxes.append(Box(left, top, _percent(columns.width), height))
    _place_words(drawing, lines, number, centre, top + FIRST_BASELINE)
    return top + height


def _place_arrow(drawing: FlowDrawing, columns: _Columns, step: Step, number: str, top: int) -> int:
    start, end = columns.centres[step.source], columns.centres[step.target]
    lines = _numbered(step.label, number, columns.room(abs(end - start)))
    baseline = top + LINE_HEIGHT - 5
    _place_words(drawing, lines, number, (start + end) / 2, baseline)
    y = baseline + (len(lines) - 1) * LINE_HEIGHT + ARROW_DROP
    aside = CLEARANCE if end > start else -CLEARANCE
    line = Line(_percent(start + aside), _percent(end - aside), y)
    (drawing.arrows if step.is_directed else drawing.open_lines).append(line)
    return y


def _numbered(label: str, number: str, room: int) -> list[str]:
    """Break a label into lines; the first has room for the number, which it does not hold."""
    lines = _even_lines(f"{number} {label}", room)
    return [lines[0].removeprefix(f"{number} "), *lines[1:]]


def _even_lines(text: str, room: int) -> list[str]:
    """Break a text into as few lines as it needs, of about the same length."""
    lines = wrapped(text, room)
    narrower = -(-text_width(text) // len(lines))
    while len(evened := wrapped(text, narrower)) > len(lines):
        narrower += 1
    return evened


def _place_words(
    drawing: FlowDrawing, lines: Sequence[str], number: str, centre: float, baseline: int
) -> None:
    for place, text in enumerate(lines):
        y = baseline + place * LINE_HEIGHT
        drawing.words.append(Word(text, _percent(centre), y, "" if place else number))


def _percent(number: float) -> str:
    return f"{number:.2f}%"
