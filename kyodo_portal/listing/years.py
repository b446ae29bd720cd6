"""Fiscal years on public pages: their words, tabs, and the one that is asked for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year, format_fiscal_year_english
from kyodo_portal.listing import query_values
from kyodo_portal.listing.tables import Heading
from kyodo_portal.listing.views import InvalidQuery
from kyodo_portal.publishing.choices import State


def fiscal_year_label(year: int) -> str:
    """令和7年度 (2025); in English FY2025."""
    if (get_language() or "").startswith("en"):
        return format_fiscal_year_english(year)
    return f"{format_fiscal_year(year)} ({year})"


def year_headings(rows: Iterable[Any]) -> list[Heading]:
    """Return each fiscal year of grouped rows once, the oldest first."""
    return [
        Heading(year, fiscal_year_label(year))
        for year in sorted({row["fiscal_year"] for row in rows})
    ]


def year_label(fiscal_year: int) -> str:
    """令和7年度; in English FY2025."""
    return year_words(fiscal_year)[0]


class YearForm(forms.Form):
    """The one condition of a project's page."""

    fiscal_year = query_values.fiscal_years(gettext_lazy("年度"), method="", help_text="").field


def asked_year(query: QueryDict) -> int | None:
    """Return the fiscal year that a query asks for, None where it asks for none.

    Raises InvalidQuery for what is not a year.
    """
    typed = [value for value in query.getlist("fiscal_year") if value.strip()][-1:]
    if not typed:
        return None
    data = QueryDict(mutable=True)
    data.setlist("fiscal_year", typed)
    form = YearForm(data)
    if not form.is_valid():
        raise InvalidQuery(form)
    return int(form.cleaned_data["fiscal_year"][0])


# At least so many years stand in the tabs, so that a first year does not look like the only one.
FEWEST_TABS = 3


@dataclass(frozen=True)
class KnownYear:
    """A year of a project of which the public knows: published, or withdrawn and saying so."""

    fiscal_year: int
    state: str

    @property
    def is_published(self) -> bool:
        """Whether everybody may read the year's record."""
        return self.state == State.PUBLISHED


@dataclass(frozen=True)
class Tab:
    """One year of the tabs; without `url` there is nothing to read, and `small` says why."""

    label: str
    small: str | Promise
    url: str = ""
    is_current: bool = False


def year_to_show(years: Sequence[KnownYear], asked: int | None) -> KnownYear:
    """Return the year that was asked for, else the newest published, else the newest known.

    `years` stand newest first. Raises Http404 where there is none.
    """
    if asked is not None:
        wanted = [year for year in years if year.fiscal_year == asked]
    else:
        wanted = [year for year in years if year.is_published] or list(years)
    if not wanted:
        raise Http404
    return wanted[0]


def year_words(fiscal_year: int) -> tuple[str, str]:
    """Return a tab's words and what stands small below: 令和7年度, 2025; in English FY2025."""
    if (get_language() or "").startswith("en"):
        return format_fiscal_year_english(fiscal_year), ""
    return format_fiscal_year(fiscal_year), str(fiscal_year)


def year_tabs(
    years: Sequence[KnownYear],
    covered: Collection[int],
    shown: int,
    path: str,
    kept: str = "",
) -> list[Tab]:
    """Return the tabs from the newest year down to one before the oldest, gaps included.

    kept: the page's other conditions, which stay in each year: municipality=012131.

    covered: the years of which the portal holds the city's table; there a missing year is
    記載なし, else データなし.
    """
    known = {year.fiscal_year: year for year in years}
    newest, oldest = max(known), min(known)
    last = min(oldest - 1, newest - FEWEST_TABS + 1)
    return [
        _tab(
            year, known.get(year), path, kept, is_covered=year in covered, is_current=year == shown
        )
        for year in range(newest, last - 1, -1)
    ]


def _tab(
    fiscal_year: int,
    known: KnownYear | None,
    path: str,
    kept: str,
    *,
    is_covered: bool,
    is_current: bool,
) -> Tab:
    label, small = year_words(fiscal_year)
    if known is None:
        return Tab(label, gettext_lazy("記載なし") if is_covered else gettext_lazy("データなし"))
    words = small if known.is_published else gettext_lazy("公開停止")
    query = "&".join(filter(None, [f"fiscal_year={fiscal_year}", kept]))
    return Tab(label, words, f"{path}?{query}", is_current)


def joined(parts: Sequence[str]) -> str:
    """Join words as a list in a sentence."""
    return _("、").join(parts)


def span(years: Sequence[Heading]) -> str:
    """Name the years of a table: 令和7年度, or 令和3年度から令和7年度まで."""
    first, last = year_label(int(years[0].key)), year_label(int(years[-1].key))
    if first == last:
        return first
    return _("%(first)sから%(last)sまで") % {"first": first, "last": last}
