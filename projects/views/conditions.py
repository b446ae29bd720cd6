"""The conditions of list and summary as a page shows them: chips, facets, what goes along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kyodo_portal.publishing.choices import Area
from kyodo_portal.publishing.models import Edition
from kyodo_portal.publishing.public_pages import canonical_pairs
from kyodo_portal.query_values import PublicFilter

from ..facets import Facet, FacetValue, facets
from ..filters import ALL_YEARS, ProjectRecordFilter
from .project_years import year_words
from .refusals import UnreadableQuery

# More values than these are folded, so that the conditions stay shorter than the list.
MOST_VALUES = 8
MOST_COVERAGES = 4


@dataclass(frozen=True)
class Chip:
    """A condition in force, and the address without it."""

    label: str | Promise
    url: str


@dataclass(frozen=True)
class FacetGroup:
    """A facet as the component facet.html shows it."""

    key: str
    label: str | Promise
    values: list[FacetValue]
    more_values: list[FacetValue]
    is_more_open: bool
    is_open: bool = True


@dataclass(frozen=True)
class Coverage:
    """収録範囲 of what is in view: `texts` beside the total, `more` folded below."""

    texts: list[str]
    more: list[str]


def conditions_of(query: QueryDict) -> ProjectRecordFilter:
    """Return the conditions of a query; without a year those of the newest year held.

    Raises UnreadableQuery for values that cannot be read.
    """
    newest = Edition.objects.latest_fiscal_year(Area.PROJECTS)
    conditions = ProjectRecordFilter.of(query, default_year=newest)
    if not conditions.is_valid():
        raise UnreadableQuery(conditions.form)
    return conditions


def chips(conditions: ProjectRecordFilter, path: str) -> list[Chip]:
    """Return the conditions in force, each with the address that takes it out."""
    return [
        Chip(
            condition.label, path + _query_without(conditions.data, condition.key, condition.value)
        )
        for condition in conditions.conditions
    ]


def _query_without(data: QueryDict, key: str, value: str) -> str:
    """Return a query without one value; without its last year it asks for all years."""
    query = data.copy()
    rest = [other for other in query.getlist(key) if other != value]
    if key == "q":
        rest = []
    if key == "fiscal_year" and not rest:
        rest = [ALL_YEARS]
    query.setlist(key, rest)
    return query_of(query)


def query_of(query: QueryDict) -> str:
    """Return a query as an address ends in it: sorted, without empty values, "" for none."""
    pairs = canonical_pairs(query)
    return f"?{urlencode(pairs)}" if pairs else ""


def facet_groups(conditions: ProjectRecordFilter) -> list[FacetGroup]:
    """Return the facets, with すべての年度 where there are several, and long ones folded."""
    return [_group(facet, conditions) for facet in facets(conditions)]


def _group(facet: Facet, conditions: ProjectRecordFilter) -> FacetGroup:
    values = facet.values
    if facet.key == "fiscal_year":
        values = _with_all_years(values, is_selected=shows_all_years(conditions))
    more = values[MOST_VALUES:]
    return FacetGroup(
        key=facet.key,
        label=facet.label,
        values=values[:MOST_VALUES],
        more_values=more,
        is_more_open=any(value.is_selected for value in more),
    )


def _with_all_years(values: list[FacetValue], *, is_selected: bool) -> list[FacetValue]:
    if len(values) < 2 and not is_selected:  # noqa: PLR2004 (one year is all years)
        return values
    count = sum(value.count for value in values)
    return [*values, FacetValue(ALL_YEARS, _("すべての年度"), count, is_selected)]


def shows_all_years(conditions: ProjectRecordFilter) -> bool:
    """Whether the query asks for every year."""
    return ALL_YEARS in conditions.data.getlist("fiscal_year")


def municipalities_in_view(groups: Sequence[FacetGroup]) -> list[FacetValue]:
    """Return the municipalities of which records are in view."""
    values = [
        value
        for group in groups
        if group.key == "municipality"
        for value in (*group.values, *group.more_values)
    ]
    selected = [value for value in values if value.is_selected]
    return [value for value in selected or values if value.count]


def same_records(conditions: ProjectRecordFilter, **changes: str) -> str:
    """Return the query under which list and summary hold the same records.

    changes: conditions that take the place of those in force.
    """
    query = conditions.data.copy()
    query.pop("sort", None)
    for key, value in changes.items():
        query[key] = value
    return query_of(query)


def kept(conditions: PublicFilter, *, names: Sequence[str] = (), without: str = "") -> Any:
    """Return (key, value) of the conditions that a form sends along: these, or all but one."""
    return [
        (key, value)
        for key in conditions.data
        for value in conditions.data.getlist(key)
        if (key in names if names else key != without)
    ]


def coverage(conditions: ProjectRecordFilter) -> Coverage:
    """Return what the years and municipalities in view cover; a year not held is データなし."""
    years = [] if shows_all_years(conditions) else conditions.selected("fiscal_year")
    editions = list(
        Edition.objects.in_view(
            Area.PROJECTS, fiscal_years=years, codes=conditions.selected("municipality")
        )
    )
    texts = [coverage_text(edition) for edition in editions]
    held = {edition.fiscal_year for edition in editions}
    missing = _("データなし")
    texts += [f"{year_label(year)}：{missing}" for year in years if year not in held]
    return Coverage(texts[:MOST_COVERAGES], texts[MOST_COVERAGES:])


def coverage_text(edition: Edition) -> str:
    """Return what one edition covers, in one line."""
    return f"{edition.municipality} {year_label(edition.fiscal_year)}：{edition.coverage}"


def year_label(fiscal_year: int) -> str:
    """令和7年度; in English FY2025."""
    return year_words(fiscal_year)[0]
