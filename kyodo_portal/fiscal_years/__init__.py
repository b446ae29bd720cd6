"""Japanese eras, dates and fiscal years: reading what staff type, writing what readers expect.

Nothing here touches the database.
"""

from kyodo_portal.fiscal_years.dates import parse_date
from kyodo_portal.fiscal_years.formats import (
    format_date,
    format_date_compact,
    format_date_in_both,
    format_fiscal_year,
    format_fiscal_year_compact,
    format_fiscal_year_english,
    format_fiscal_year_in_both,
    format_year,
    format_year_in_both,
)
from kyodo_portal.fiscal_years.parsed_date import ParsedDate
from kyodo_portal.fiscal_years.reading import InvalidDate
from kyodo_portal.fiscal_years.years import (
    current_fiscal_year,
    first_day,
    fiscal_year_of,
    last_day,
    parse_fiscal_year,
    parse_year,
    reported_fiscal_year,
    today_in_japan,
)

__all__ = [
    "InvalidDate",
    "ParsedDate",
    "current_fiscal_year",
    "first_day",
    "fiscal_year_of",
    "format_date",
    "format_date_compact",
    "format_date_in_both",
    "format_fiscal_year",
    "format_fiscal_year_compact",
    "format_fiscal_year_english",
    "format_fiscal_year_in_both",
    "format_year",
    "format_year_in_both",
    "last_day",
    "parse_date",
    "parse_fiscal_year",
    "parse_year",
    "reported_fiscal_year",
    "today_in_japan",
]
