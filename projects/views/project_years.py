"""The years of one project: which one its page shows, and the tabs that lead to the others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year, format_fiscal_year_english
from kyodo_portal.publishing.choices import State

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
    years: Sequence[KnownYear], covered: Collection[int], shown: int, path: str
) -> list[Tab]:
    """Return the tabs from the newest year down to one before the oldest, gaps included.

    covered: the years of which the portal holds the city's table; there a missing year is
    記載なし, else データなし.
    """
    known = {year.fiscal_year: year for year in years}
    newest, oldest = max(known), min(known)
    last = min(oldest - 1, newest - FEWEST_TABS + 1)
    return [
        _tab(year, known.get(year), path, is_covered=year in covered, is_current=year == shown)
        for year in range(newest, last - 1, -1)
    ]


def _tab(
    fiscal_year: int, known: KnownYear | None, path: str, *, is_covered: bool, is_current: bool
) -> Tab:
    label, small = year_words(fiscal_year)
    if known is None:
        return Tab(label, _("記載なし") if is_covered else _("データなし"))
    words = small if known.is_published else _("公開停止")
    return Tab(label, words, f"{path}?fiscal_year={fiscal_year}", is_current)
