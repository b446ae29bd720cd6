"""Facets: the values of each condition with the number of records that each would leave."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kyodo_portal.listing.chips import Chip
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.queries import query_of
from kyodo_portal.listing.tables import Key, Label, Records
from kyodo_portal.listing.years import fiscal_year_label
from kyodo_portal.organizations.models import Department, Municipality


@dataclass(frozen=True)
class FacetValue:
    """One value of a condition, and how many records it would leave."""

    value: Key
    label: Label
    count: int
    is_selected: bool


@dataclass(frozen=True)
class Facet:
    """One condition with its values in their natural order. `key` is the query's name."""

    key: str
    label: Label
    values: list[FacetValue]


def _counts(records: Records, *fields: str) -> Any:
    return records.order_by().values(*fields).annotate(count=Count("id", distinct=True)).order_by()


def _years(records: Records, selected: Sequence[int]) -> list[FacetValue]:
    counts = {row["fiscal_year"]: row["count"] for row in _counts(records, "fiscal_year")}
    years = sorted({*counts, *selected}, reverse=True)
    return [
        FacetValue(year, fiscal_year_label(year), counts.get(year, 0), year in selected)
        for year in years
    ]


def _municipalities(records: Records, selected: Sequence[str]) -> list[FacetValue]:
    rows = _counts(records, "municipality__code", "municipality__name")
    found = {row["municipality__code"]: (row["municipality__name"], row["count"]) for row in rows}
    if unseen := set(selected) - set(found):
        names = dict(Municipality.objects.filter(code__in=unseen).values_list("code", "name"))
        found |= {code: (names.get(code, _("見つからない自治体")), 0) for code in unseen}
    return [
        FacetValue(code, name, count, code in selected)
        for code, (name, count) in sorted(found.items())
    ]


def _departments(records: Records, selected: Sequence[int]) -> list[FacetValue]:
    """A department's count holds what is below it."""
    own = {row["department_id"]: row["count"] for row in _counts(records, "department_id")}
    shown = list(Department.objects.above({*own, *selected}).for_list())
    counts = _with_what_is_below(own, {unit.pk: unit.parent_id for unit in shown})
    several = len({unit.municipality_id for unit in shown}) > 1
    values = [
        FacetValue(unit.pk, _department_label(unit, several), counts[unit.pk], unit.pk in selected)
        for unit in shown
    ]
    unknown = sorted(set(selected) - {unit.pk for unit in shown})
    return values + [FacetValue(pk, _("見つからない部署"), 0, is_selected=True) for pk in unknown]


def _with_what_is_below(own: dict[int, int], parents: dict[int, int | None]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for leaf, count in own.items():
        unit: int | None = leaf
        while unit is not None:
            counts[unit] += count
            unit = parents[unit]
    return counts


def _department_label(unit: Department, with_municipality: bool) -> str:  # noqa: FBT001
    name = " ".join(str(part) for part in (unit.parent, unit) if part)
    return f"{name}（{unit.municipality}）" if with_municipality else name


def _coded(
    choices: Iterable[tuple[str, Any]], counts: dict[str, int], selected: Sequence[str]
) -> list[FacetValue]:
    return [
        FacetValue(code, label, counts.get(code, 0), code in selected)
        for code, label in choices
        if code in counts or code in selected
    ]


# More values than these are folded, so that the conditions stay shorter than the list.
MOST_VALUES = 8


@dataclass(frozen=True)
class FacetGroup:
    """A facet as the component facets.html shows it."""

    key: str
    label: str | Promise
    values: list[FacetValue]
    more_values: list[FacetValue]
    is_more_open: bool
    is_open: bool = True


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


def chips(filterset: PublicFilter, facets: list[FacetGroup], path: str) -> list[Chip]:
    """Return the conditions in force, each with the address that takes it out."""
    labels = {
        (facet.key, str(value.value)): value.label for facet in facets for value in facet.values
    }
    found = []
    for key, values in filterset.data.lists():
        for value in values:
            query = filterset.data.copy()
            query.setlist(key, [other for other in values if other != value])
            label = f"「{value}」" if key == "q" else labels.get((key, value), value)
            found.append(Chip(label, path + query_of(query)))
    return found
