"""Facets: each condition of a list with its values, counted within all the other conditions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo_portal.listing.facet_values import FacetValue
from kyodo_portal.listing.filterset import ALL_YEARS, PublicFilter
from kyodo_portal.text import Label

# More values than these are folded, so that the conditions stay shorter than the list.
MOST_VALUES = 8


@dataclass(frozen=True)
class Facet:
    """One condition with its values in their natural order. `key` is the query's name."""

    key: str
    label: Label
    values: list[FacetValue]


@dataclass(frozen=True)
class FacetGroup:
    """A facet as the component facets.html shows it."""

    key: str
    label: Label
    values: list[FacetValue]
    more_values: list[FacetValue]

    @property
    def is_more_open(self) -> bool:
        """Whether a selected value is among those that are folded."""
        return any(value.is_selected for value in self.more_values)


def facets(filterset: PublicFilter) -> list[Facet]:
    """Return what a list's conditions offer; no facet where there is nothing to choose.

    A selected value that nobody knows stands last, so that it can be taken out.
    """
    found = []
    for name, values_of in filterset.facets.items():
        selected = filterset.selected(name)
        values = values_of(filterset.records_without(name), selected)
        if values is None:
            continue
        known = {value.value for value in values}
        unknown = filterset.filters[name].unknown_words
        values += [FacetValue(one, unknown, 0, True) for one in selected if one not in known]
        found.append(Facet(name, filterset.label_of(name), values))
    return found


def facet_groups(filterset: PublicFilter) -> list[FacetGroup]:
    """Return the facets, with すべての年度 where there are several, and long ones folded."""
    groups = []
    for facet in facets(filterset):
        values = facet.values
        if facet.key == "fiscal_year":
            values = _with_all_years(values, is_selected=filterset.shows_all_years)
        groups.append(
            FacetGroup(facet.key, facet.label, values[:MOST_VALUES], values[MOST_VALUES:])
        )
    return groups


def _with_all_years(values: list[FacetValue], *, is_selected: bool) -> list[FacetValue]:
    if len(values) < 2 and not is_selected:  # noqa: PLR2004 (one year is all years)
        return values
    count = sum(value.count for value in values)
    return [*values, FacetValue(ALL_YEARS, _("すべての年度"), count, is_selected)]


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
