"""Fiscal years in the reader's words."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import (
    fiscal_year_of,
    format_fiscal_year,
    format_fiscal_year_english,
)
from kyodo_portal.listing.tables import Heading


def year_words(fiscal_year: int) -> tuple[str, str]:
    """Return a year's words and what stands small below: 令和7年度, 2025; in English FY2025."""
    if (get_language() or "").startswith("en"):
        return format_fiscal_year_english(fiscal_year), ""
    return format_fiscal_year(fiscal_year), str(fiscal_year)


def year_label(fiscal_year: int) -> str:
    """Return 令和7年度; in English FY2025."""
    return year_words(fiscal_year)[0]


def fiscal_year_label(fiscal_year: int) -> str:
    """Return 令和7年度 (2025); in English FY2025."""
    words, small = year_words(fiscal_year)
    return f"{words} ({small})" if small else words


def year_headings(rows: Iterable[Any]) -> list[Heading]:
    """Return each fiscal year of grouped rows once, the oldest first."""
    return [
        Heading(year, fiscal_year_label(year))
        for year in sorted({row["fiscal_year"] for row in rows})
    ]


def span(years: Sequence[Heading]) -> str:
    """Name the years of a table: 令和7年度, or 令和3年度から令和7年度まで."""
    first, last = year_label(int(years[0].key)), year_label(int(years[-1].key))
    if first == last:
        return first
    return _("%(first)sから%(last)sまで") % {"first": first, "last": last}


def age_words(newest: int, published_at: datetime | None) -> str:
    """Say that a year is the newest held, where it was old already when it was published.

    newest: the newest fiscal year held. "" where it was the last that had ended, or later.
    Measured by the day of publication, since a page must not change by itself.
    """
    if published_at is None:
        return ""
    is_old = newest < fiscal_year_of(timezone.localdate(published_at)) - 1
    return _("これより新しい年度は収めていません。") if is_old else ""


def joined(parts: Sequence[str]) -> str:
    """Join words as a list in a sentence."""
    return _("、").join(parts)
