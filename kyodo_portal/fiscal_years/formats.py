"""Dates and years as they are shown: long for running text, compact for tables."""

from datetime import date

from kyodo_portal.fiscal_years.eras import GREGORIAN_FROM, Era, era_of_year, era_on, year_in_era


def format_date(day: date) -> str:
    """令和7年4月1日, 令和元年5月1日; before 1873 the Western date, 1872年12月31日."""
    return f"{_long_year(_era_shown(day), day.year)}{day.month}月{day.day}日"


def format_date_compact(day: date) -> str:
    """R7.4.1, R1.5.1; before 1873 the Western date, 1872.12.31."""
    return f"{_compact_year(_era_shown(day), day.year)}.{day.month}.{day.day}"


def format_year(year: int) -> str:
    """昭和62年; a year in which two eras meet bears the newer one's name (平成元年, 令和元年)."""
    return _long_year(_era_shown_of_year(year), year)


def format_fiscal_year(fiscal_year: int) -> str:
    """令和7年度; 2019 is 令和元年度."""
    return f"{format_year(fiscal_year)}度"


def format_fiscal_year_in_both(fiscal_year: int) -> str:
    """令和7年度 (2025): the era as it is read, the Western year as it is stored."""
    return f"{format_fiscal_year(fiscal_year)} ({fiscal_year})"


def format_year_in_both(year: int) -> str:
    """昭和62年 (1987)."""
    return f"{format_year(year)} ({year})"


def format_date_in_both(day: date) -> str:
    """令和7年4月1日 (2025-04-01)."""
    return f"{format_date(day)} ({day.isoformat()})"


def format_fiscal_year_compact(fiscal_year: int) -> str:
    """R7年度; 2019 is R1年度."""
    return f"{_compact_year(_era_shown_of_year(fiscal_year), fiscal_year)}年度"


def format_fiscal_year_english(fiscal_year: int) -> str:
    """FY2025."""
    return f"FY{fiscal_year}"


def _era_shown(day: date) -> Era | None:
    return era_on(day) if day >= GREGORIAN_FROM else None


def _era_shown_of_year(year: int) -> Era | None:
    return era_of_year(year) if year >= GREGORIAN_FROM.year else None


def _long_year(era: Era | None, year: int) -> str:
    if era is None:
        return f"{year}年"
    number = year_in_era(era, year)
    return f"{era.name}{'元' if number == 1 else number}年"


def _compact_year(era: Era | None, year: int) -> str:
    return str(year) if era is None else f"{era.letter}{year_in_era(era, year)}"
