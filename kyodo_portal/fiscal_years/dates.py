"""Reading a date as staff type it, paste it or get it from a spreadsheet."""

import re
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years.eras import split_era
from kyodo_portal.fiscal_years.parsed_date import (
    EXAMPLE,
    WEEKDAYS,
    ParsedDate,
    build,
    unreadable,
    with_weekday_warning,
)
from kyodo_portal.fiscal_years.reading import (
    LAST_YEAR,
    InvalidDate,
    checked_year,
    clean,
    number_of_year,
)
from kyodo_portal.fiscal_years.years import FIRST_MONTH, JAPAN, today_in_japan
from kyodo_portal.text import quotable

# What stands in a date's place when there is no one day (after ``clean``).
WORDS_WITHOUT_A_DAY = frozenset(
    (
        "通年",
        "年間",
        "毎年",
        "毎月",
        "毎週",
        "毎日",
        "随時",
        "不定期",
        "未定",
        "不明",
        "該当なし",
        "-",
    )
)

_MONTH_END = r"月(?:初旬|上旬|中旬|下旬|末|頃|ごろ)?"
_MONTH_AND_DAY = rf"(?P<month>[0-9]{{1,2}})(?:{_MONTH_END}|(?:月|[./-])(?P<day>[0-9]{{1,2}})日?)"
_WITH_YEAR = re.compile(
    rf"(?P<year>元|[0-9]{{1,4}})(?:年|[./-])(?:{_MONTH_AND_DAY}|(?P<only>[0-9]{{1,2}}))"
)
_YEAR_ALONE = re.compile(r"(?P<year>元|[0-9]{1,4})(?:年度?)?")
_WITHOUT_YEAR = re.compile(_MONTH_AND_DAY)
_DIGITS_ONLY = re.compile(r"(?P<year>[0-9]{2}|[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_WEEKDAY_NOTE = re.compile(rf"\(([{WEEKDAYS}])(?:曜日?)?(?:[・,、]?祝日?)?\)$")
_TIME = re.compile(
    r"(?:T|(?<=[0-9])\s|(?<=[日)]))[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?$"
)
_ZONED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})")

# Spreadsheets count days from here (their day 60, 1900-02-29, never was; ours begin later).
_SERIAL_ZERO = date(1899, 12, 30)
# Smaller numbers in a date's cell are a year, or a 4.1 meant as 4月1日: never a day about 1900.
_FIRST_SERIAL = 10_000
_NINE_DIGITS = 10**8  # 20250401 as a number has eight
_LAST_SERIAL = (date(LAST_YEAR, 12, 31) - _SERIAL_ZERO).days


def parse_date(
    value: str | float | date | None, *, fiscal_year: int | None = None
) -> ParsedDate | None:
    """Read a date; None for an empty one.

    Texts: R7.4.1, R7/4/1, R7-4-1, R070401, 令和7年4月1日, 令和元年5月1日, 2025-04-01 (also with
    a time), 2025/4/1, 20250401; in full width; with a weekday behind; 令和7年4月, R7.4 (month); 令和7年, R7,
    2025年 (year); WORDS_WITHOUT_A_DAY. With ``fiscal_year`` also 4/1, 4月1日 and 4月: January to
    March are those of the following calendar year. Further: date, datetime (an aware one is taken
    in Japan's time) and a spreadsheet's day number.

    Raises InvalidDate (text for the reader) for what is unreadable, impossible (R7.2.30) or outside
    1868 to 2100. An era's year past its end or before its beginning is a warning.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        value = today_in_japan(value) if value.tzinfo else value.date()
    if isinstance(value, date):
        checked_year(value.year, written=value)
        return ParsedDate(value, "day")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_number(value)
    if not isinstance(value, str):
        raise unreadable(value)
    return _read_text(value, fiscal_year)


def _read_number(number: float) -> ParsedDate:
    if _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        return ParsedDate(_SERIAL_ZERO + timedelta(days=int(number)), "day")
    if not 0 < number < _NINE_DIGITS or number != int(number):
        raise unreadable(number)
    return _read_dated(str(int(number)), written=number)


def _read_text(written: str, fiscal_year: int | None) -> ParsedDate | None:
    text = clean(written)
    if not text:
        return None
    if text in WORDS_WITHOUT_A_DAY:
        return ParsedDate(None, "none")
    if _ZONED.fullmatch(text):
        return _read_zoned(text, written=written)
    text = _TIME.sub("", text)
    note = _WEEKDAY_NOTE.search(text)
    text = _WEEKDAY_NOTE.sub("", text)
    parsed = _read_without_year(text, fiscal_year, written=written) or _read_dated(
        text, written=written
    )
    return with_weekday_warning(parsed, note[1]) if note else parsed


def _read_zoned(text: str, *, written: str) -> ParsedDate:
    try:
        day = datetime.fromisoformat(text).astimezone(JAPAN).date()
    except (ValueError, OverflowError):
        raise unreadable(written) from None
    checked_year(day.year, written=written)
    return ParsedDate(day, "day")


def _read_without_year(text: str, fiscal_year: int | None, *, written: str) -> ParsedDate | None:
    match = _WITHOUT_YEAR.fullmatch(text)
    if match is None:
        return None
    if fiscal_year is None:
        raise InvalidDate(
            _("「%(written)s」には年がありません。年から書いてください（例：%(example)s）。")
            % {"written": quotable(written), "example": EXAMPLE}
        )
    year = fiscal_year + (int(match["month"]) < FIRST_MONTH)
    return build(
        None, checked_year(year, written=written), match["month"], match["day"], written=written
    )


def _read_dated(text: str, *, written: object) -> ParsedDate:
    era, rest = split_era(text.removeprefix("西暦"))
    match = (
        _DIGITS_ONLY.fullmatch(rest) or _WITH_YEAR.fullmatch(rest) or _YEAR_ALONE.fullmatch(rest)
    )
    if match is None:
        raise unreadable(written)
    year = number_of_year(era, match["year"], written=written)
    found = match.groupdict()
    return build(
        era, year, found.get("month") or found.get("only"), found.get("day"), written=written
    )
