"""A rating in stars as a drawing with its words; a missing one is not drawn."""

from dataclasses import dataclass

from ..comparison import stars_words

# The width of one star in the drawing.
STEP = 14


@dataclass(frozen=True)
class Stars:
    """places: (x, whether filled) of each star. words: 10段階中7, always beside the drawing."""

    places: list[tuple[str, bool]]
    width: str
    words: str


def stars_of(stars: int | None, steps: int | None) -> Stars | None:
    """Return the drawing of a rating, None where there is none."""
    if stars is None or steps is None:
        return None
    places = [(str(number * STEP), number < stars) for number in range(steps)]
    return Stars(places, str(steps * STEP), stars_words(stars, steps))
