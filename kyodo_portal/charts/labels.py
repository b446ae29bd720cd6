"""How much room words take in a drawing, which cannot break its own lines."""

import unicodedata

# Pixels at the 14 px of chart texts; half-width letters differ, this is a wide one.
FULL_WIDTH = 14
HALF_WIDTH = 9


def text_width(text: str) -> int:
    """Return the room of `text` in pixels, rather too much than too little."""
    return sum(_width(letter) for letter in text)


def wrapped(text: str, room: int) -> list[str]:
    """Break `text` into lines of at most `room` pixels; a line has at least one letter."""
    lines = [""]
    used = 0
    for letter in text:
        width = _width(letter)
        if lines[-1] and used + width > room:
            lines.append("")
            used = 0
        lines[-1] += letter
        used += width
    return lines


def _width(letter: str) -> int:
    return FULL_WIDTH if unicodedata.east_asian_width(letter) in "FWA" else HALF_WIDTH
