"""Years and fiscal years as numbers. A fiscal year bears the number of the year it starts in."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years.eras import split_era
from kyodo_portal.fiscal_years.reading import InvalidDate, checked_year, clean, number_of_year
from kyodo_portal.text import quotable

JAPAN = ZoneInfo("Asia/Tokyo")
FIRST_MONTH = 4
# A city's books of the ended year stay open until 31 May (地方自治法第235条の5).
CLOSING_MONTHS = (4, 5)

_YEAR = re.compile(r"(元|[0-9]{1,4})(?:年度?)?")


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year of a day: 2026-03-31 is in 2025."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def first_day(fiscal_year: int) -> date:
    """Return 1 April of the fiscal year."""
    return date(fiscal_year, FIRST_MONTH, 1)


def last_day(fiscal_year: int) -> date:
    """Return 31 March of the following calendar year."""
    return date(fiscal_year + 1, 3, 31)


def today_in_japan(now: datetime | None = None) -> date:
    """Return the day in Japan, wherever the server stands, at ``now`` (aware) or this moment."""
    return (now or datetime.now(JAPAN)).astimezone(JAPAN).date()


def current_fiscal_year(now: datetime | None = None) -> int:
    """Return the fiscal year of today in Japan, or of the aware moment ``now``."""
    return fiscal_year_of(today_in_japan(now))


def reported_fiscal_year(now: datetime | None = None) -> int:
    """Return the fiscal year whose results are written now: in April and May the ended one."""
    today = today_in_japan(now)
    return fiscal_year_of(today) - (today.month in CLOSING_MONTHS)


def parse_year(value: str | float | None) -> int | None:
    """Read a year as staff write it: 1987, 1987年, 昭和62年, S62, 平成元年, full width.

    Blank is None. Raises InvalidDate with a message for the reader.
    """
    return _read_year(value, example=_("1987、昭和62年、S62"))


def parse_fiscal_year(value: str | float | None) -> int | None:
    """Read a fiscal year: 2019, 2019年度, FY2019, H31, R1, 平成31年度, 令和元年度 are all 2019.

    Blank is None. Raises InvalidDate with a message for the reader.
    """
    if isinstance(value, str):
        value = clean(value).removeprefix("FY")
    return _read_year(value, example=_("R7、令和7年度、2025"))


def _read_year(value: str | float | None, *, example: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return checked_year(value, written=value)
    text = clean(value) if isinstance(value, str) else ""
    if isinstance(value, str) and not text:
        return None
    era, rest = split_era(text.removeprefix("西暦"))
    match = _YEAR.fullmatch(rest)
    if match is None:
        raise InvalidDate(
            _(
                "「%(written)s」は年として読み取れません。年だけを書いてください（例：%(example)s）。"
            )
            % {"written": quotable(value), "example": example}
        )
    return number_of_year(era, match[1], written=value)
