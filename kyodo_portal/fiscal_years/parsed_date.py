"""What was understood of a date, and what is odd or impossible about it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years.eras import GREGORIAN_FROM, Era, last_day_of, overlaps
from kyodo_portal.fiscal_years.formats import format_date
from kyodo_portal.fiscal_years.reading import InvalidDate
from kyodo_portal.text import quotable

Precision = Literal["day", "month", "year", "none"]

EXAMPLE = "R7.4.1、令和7年4月1日"
WEEKDAYS = "月火水木金土日"
MONTHS = 12


@dataclass(frozen=True)
class ParsedDate:
    """What was understood of a date.

    ``day`` is None unless the precision is "day"; precision "none" is a word such as 通年.
    ``warnings`` are Japanese sentences about what is readable but odd.
    """

    day: date | None
    precision: Precision
    warnings: tuple[str, ...] = ()


def build(
    era: Era | None, year: int, month: str | None, day: str | None, *, written: object
) -> ParsedDate:
    """Put the date together; without day or month it is a month or a year.

    ``era`` is the one that was written, if any. Raises InvalidDate for an impossible month or day.
    """
    first, last = (1, MONTHS) if month is None else (int(month), int(month))
    if not 1 <= first <= MONTHS:
        raise _impossible(written, _("月は1から12までです。"))
    start, end = date(year, first, 1), date(year, last, monthrange(year, last)[1])
    precision: Precision = "year" if month is None else "month"
    if day is not None:
        if not 1 <= int(day) <= end.day:
            reason = _("%(year)s年%(month)s月は%(last)s日までです。")
            raise _impossible(written, reason % {"year": year, "month": first, "last": end.day})
        start = end = start.replace(day=int(day))
        precision = "day"
    parsed = ParsedDate(start if precision == "day" else None, precision)
    return parsed if era is None else _with_era_warning(parsed, era, start, end)


def _with_era_warning(parsed: ParsedDate, era: Era, start: date, end: date) -> ParsedDate:
    if end < GREGORIAN_FROM:
        warning = _("明治5年までは旧暦です。%(year)s年の新暦の日付として読みました。") % {
            "year": start.year
        }
    elif overlaps(era, start, end):
        return parsed
    elif start < era.first_day:
        warning = _("%(era)sは%(first)sからです。%(meant)sとして読みました。") % {
            "era": era.name,
            "first": format_date(era.first_day),
            "meant": _meant(start, parsed.precision),
        }
    else:
        warning = _("%(era)sは%(last)sまでです。%(meant)sとして読みました。") % {
            "era": era.name,
            "last": format_date(last_day_of(era)),
            "meant": _meant(start, parsed.precision),
        }
    return _warned(parsed, warning)


def _meant(start: date, precision: Precision) -> str:
    text = format_date(start)
    end = {"year": text.index("年") + 1, "month": text.index("月") + 1}.get(precision)
    return text[:end]


def with_weekday_warning(parsed: ParsedDate, weekday: str) -> ParsedDate:
    """Add a warning when the weekday (one of WEEKDAYS) is not the day's."""
    if parsed.day is None or WEEKDAYS[parsed.day.weekday()] == weekday:
        return parsed
    warning = _("%(day)sは%(right)s曜日です（%(wrong)s曜日と書かれています）。") % {
        "day": format_date(parsed.day),
        "right": WEEKDAYS[parsed.day.weekday()],
        "wrong": weekday,
    }
    return _warned(parsed, warning)


def _warned(parsed: ParsedDate, warning: str) -> ParsedDate:
    return ParsedDate(parsed.day, parsed.precision, (*parsed.warnings, warning))


def unreadable(written: object) -> InvalidDate:
    """Make the error for what cannot be read as a date at all."""
    return InvalidDate(
        _("「%(written)s」は日付として読み取れません。年月日を書いてください（例：%(example)s）。")
        % {"written": quotable(written), "example": EXAMPLE}
    )


def _impossible(written: object, reason: str) -> InvalidDate:
    return InvalidDate(
        _(
            "「%(written)s」という日付はありません。%(reason)s日付を確かめてください（例：%(example)s）。"
        )
        % {"written": quotable(written), "reason": reason, "example": EXAMPLE}
    )
