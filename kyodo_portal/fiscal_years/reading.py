"""What reading a date and reading a year have in common: cleaning, limits, messages."""

import re
import unicodedata

from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years.eras import Era, western_year
from kyodo_portal.text import quotable

FIRST_YEAR = 1868
LAST_YEAR = 2100
LONGEST_TEXT = 60  # longer than any date
DIGITS_OF_A_YEAR = 4

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─ー", "-"))
_NEEDLESS_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")


class InvalidDate(ValueError):
    """A date or year that cannot be read; its text is a sentence for the person who typed it."""


def clean(text: str) -> str:
    """Make a text narrow and capital, with plain hyphens and no space but between two digits.

    What is left of a longer text than LONGEST_TEXT is still longer, so that no pattern takes it.
    """
    short = " ".join(text.split())[: LONGEST_TEXT + 1]
    narrow = unicodedata.normalize("NFKC", short).translate(_DASHES).upper()
    return _NEEDLESS_SPACE.sub("", narrow)


def number_of_year(era: Era | None, digits: str, *, written: object) -> int:
    """Return the Western year of ``7`` or ``元`` in an era, or of four digits without one.

    Raises InvalidDate for a year 0, a Western year that has not four digits, and years
    outside FIRST_YEAR to LAST_YEAR.
    """
    if era is None:
        if len(digits) != DIGITS_OF_A_YEAR or digits == "元":
            raise InvalidDate(
                _(
                    "「%(written)s」の年が読み取れません。元号か4けたの西暦で書いてください（例：R7、令和7年、2025年）。"
                )
                % {"written": quotable(written)}
            )
        return checked_year(int(digits), written=written)
    # Python refuses to read a number of any length; five digits are past every year.
    significant = digits.lstrip("0")[: DIGITS_OF_A_YEAR + 1]
    year_in_era = 1 if digits == "元" else int(significant or 0)
    if year_in_era == 0:
        raise InvalidDate(
            _(
                "「%(written)s」という年はありません。元号の年は元年（1年）からです（例：%(letter)s1、%(name)s元年）。"
            )
            % {"written": quotable(written), "letter": era.letter, "name": era.name}
        )
    return checked_year(western_year(era, year_in_era), written=written)


def checked_year(year: int, *, written: object) -> int:
    """Return the year itself, or raise InvalidDate outside the range the portal knows."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    raise InvalidDate(
        _(
            "「%(written)s」は%(first)s年から%(last)s年までの年ではありません。"
            "年を確かめてください（例：R7、令和7年、2025年）。"
        )
        % {"written": quotable(written), "first": FIRST_YEAR, "last": LAST_YEAR}
    )
