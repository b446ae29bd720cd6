"""The eras of JIS X 0301:2019, as data."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Era:
    """An era: its letter, its name and its first day (which already belongs to it)."""

    letter: str
    name: str
    first_day: date


# In order of time. A new era is one more line.
ERAS: tuple[Era, ...] = (
    Era("M", "明治", date(1868, 1, 25)),
    Era("T", "大正", date(1912, 7, 30)),
    Era("S", "昭和", date(1926, 12, 25)),
    Era("H", "平成", date(1989, 1, 8)),
    Era("R", "令和", date(2019, 5, 1)),
)

# Until 明治5年 Japan counted by the moon; JIS X 0301 leaves those days out.
GREGORIAN_FROM = date(1873, 1, 1)


def era_on(day: date) -> Era | None:
    """Return the era a day belongs to, or None before the first one."""
    return next((era for era in reversed(ERAS) if era.first_day <= day), None)


def era_of_year(year: int) -> Era | None:
    """Return the era a whole year is named after: of two, the newer one (2019 is 令和元年)."""
    return era_on(date(year, 12, 31))


def last_day_of(era: Era) -> date:
    """Return the last day of an era; ``date.max`` for the present one."""
    position = ERAS.index(era)
    if position + 1 == len(ERAS):
        return date.max
    return ERAS[position + 1].first_day - timedelta(days=1)


def overlaps(era: Era, start: date, end: date) -> bool:
    """Tell whether any of the days from start to end belongs to the era."""
    return era.first_day <= end and start <= last_day_of(era)


def western_year(era: Era, year_in_era: int) -> int:
    """Count on past the era's end: 平成 31 is 2019, 平成 37 is 2025."""
    return era.first_day.year + year_in_era - 1


def year_in_era(era: Era, year: int) -> int:
    """Count the years of an era: 2019 is the year 1 of 令和."""
    return year - era.first_day.year + 1


def split_era(text: str) -> tuple[Era | None, str]:
    """Take the era's name or capital letter off the beginning of a text.

    ``R7.4.1`` gives (令和, ``7.4.1``); a text without era gives (None, the text).
    """
    for era in ERAS:
        for written in (era.name, era.letter):
            if text.startswith(written):
                return era, text.removeprefix(written)
    return None, text
