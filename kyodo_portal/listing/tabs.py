"""Tabs of years: which year a page shows, and the way to the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.views import InvalidQuery
from kyodo_portal.listing.years import year_words
from kyodo_portal.publishing.choices import State
from kyodo_portal.text import Label

# At least so many years stand in the tabs, so that a first year does not look like the only one.
FEWEST_TABS = 3


class YearForm(forms.Form):
    """The one condition of a page with tabs."""

    fiscal_year = query_values.fiscal_years().field


@dataclass(frozen=True)
class KnownYear:
    """A year of a record of which the public knows: published, or withdrawn and saying so."""

    fiscal_year: int
    state: str = State.PUBLISHED

    @property
    def is_published(self) -> bool:
        """Whether everybody may read the year's record."""
        return self.state == State.PUBLISHED


@dataclass(frozen=True)
class Tab:
    """One tab; without `url` there is nothing to read, and `small` says why."""

    label: Label
    small: Label
    url: str = ""
    is_current: bool = False


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


def year_tabs(
    years: Sequence[KnownYear], covered: Collection[int], shown: int, path: str, kept: str = ""
) -> list[Tab]:
    """Return the tabs from the newest year down to one before the oldest, gaps included.

    covered: the years of which the portal holds the city's table; there a missing year is
    記載なし, else データなし. kept: the page's other conditions, which stay in each year:
    municipality=012131.
    """
    known = {year.fiscal_year: year for year in years}
    newest, oldest = max(known), min(known)
    last = min(oldest - 1, newest - FEWEST_TABS + 1)
    return [
        year_tab(known[year], path, kept, is_current=year == shown)
        if year in known
        else Tab(year_words(year)[0], _("記載なし") if year in covered else _("データなし"))
        for year in range(newest, last - 1, -1)
    ]


def year_tab(year: KnownYear, path: str, kept: str = "", *, is_current: bool) -> Tab:
    """Return the tab of a year of which there is something to read: the record, or that it went."""
    label, small = year_words(year.fiscal_year)
    query = "&".join(filter(None, [f"fiscal_year={year.fiscal_year}", kept]))
    words = small if year.is_published else _("公開停止")
    return Tab(label, words, f"{path}?{query}", is_current)
