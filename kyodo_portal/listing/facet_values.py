"""The values that a condition offers, each with the number of records that it would leave.

A facet is made by a function from the records under all other conditions and the selected
values to these; each costs one query, those that name related objects two. A known value that
is selected is offered whether any record bears it or not, so that it can be taken out; what is
unknown is left to the facet. None: there is nothing to choose.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_portal.listing.query_values import municipality_names
from kyodo_portal.listing.tables import Key, Records, counts_of
from kyodo_portal.listing.years import fiscal_year_label
from kyodo_portal.organizations.models import Department
from kyodo_portal.text import Label


@dataclass(frozen=True)
class FacetValue:
    """One value of a condition, and how many records it would leave."""

    value: Key
    label: Label
    count: int
    is_selected: bool


ValuesOf = Callable[[Records, Sequence[Any]], list[FacetValue] | None]


def counts_by(records: Records, field: str) -> dict[Any, int]:
    """Return how many records bear each value of a field; None counts those without any."""
    return {row[field]: row["count"] for row in counts_of(records, field)}


def years(
    records: Records, selected: Sequence[int], *, label_of: Callable[[int], str] = fiscal_year_label
) -> list[FacetValue]:
    """Return the fiscal years, the newest first."""
    counts = counts_by(records, "fiscal_year")
    labels = [(year, label_of(year)) for year in sorted({*counts, *selected}, reverse=True)]
    return coded_values(labels, counts, selected)


def municipalities(records: Records, selected: Sequence[str]) -> list[FacetValue]:
    """Return the municipalities in the order of their codes."""
    rows = counts_of(records, "municipality__code", "municipality__name")
    names = {row["municipality__code"]: row["municipality__name"] for row in rows}
    if unseen := set(selected) - set(names):
        names |= municipality_names(unseen)
    counts = {row["municipality__code"]: row["count"] for row in rows}
    return coded_values(sorted(names.items()), counts, selected)


def several_municipalities(records: Records, selected: Sequence[str]) -> list[FacetValue] | None:
    """Return the municipalities where there are several to choose from."""
    values = municipalities(records, selected)
    return values if len({*selected, *(value.value for value in values)}) > 1 else None


def coded(
    records: Records, selected: Sequence[str], *, field: str, choices: Iterable[tuple[str, Any]]
) -> list[FacetValue]:
    """Return those of `choices` that a record bears, in their order."""
    return coded_values(choices, counts_by(records, field), selected)


def coded_values(
    labels: Iterable[tuple[Key, Any]], counts: Mapping[Any, int], selected: Collection[Any]
) -> list[FacetValue]:
    """Return the values of (value, label) pairs that are counted or selected."""
    return [
        FacetValue(value, label, counts.get(value, 0), value in selected)
        for value, label in labels
        if value in counts or value in selected
    ]


def related(
    records: Records,
    selected: Sequence[Any],
    *,
    field: str,
    among: Callable[[], Any],
    without: tuple[str, Label] | None = None,
) -> list[FacetValue]:
    """Return the objects that records name in `field`, of the queryset that `among` returns.

    without: value and words of the records that name none, which stand last.
    """
    counts: dict[Any, int] = counts_by(records, field)
    wanted = {pk for pk in (*counts, *selected) if isinstance(pk, int)}
    labels: list[tuple[Key, Label]] = [*_labels(list(among().filter(pk__in=wanted)), str)]
    if without is not None:
        labels.append(without)
        counts |= {without[0]: counts[None]} if None in counts else {}
    return coded_values(labels, counts, selected)


def departments(records: Records, selected: Sequence[int]) -> list[FacetValue]:
    """Return the departments of records that have one each, and those above them, in 建制順.

    A department's count holds what is below it.
    """
    own = counts_by(records, "department_id")
    found = list(Department.objects.above({*own, *selected}).for_list())
    above = _lines_of(found)
    counts: dict[int, int] = defaultdict(int)
    for leaf, count in own.items():
        for unit in above[leaf]:
            counts[unit] += count
    return coded_values(_labels(found, _full_name), counts, selected)


def named_departments(records: Records, selected: Sequence[int], *, field: str) -> list[FacetValue]:
    """Return the departments that records name in `field`, one or several each, in 建制順.

    A department's count holds what is below it, a record with two such departments once.
    """
    pairs = [
        (unit, pk)
        for unit, pk in records.order_by().values_list(field, "pk").distinct()
        if unit is not None
    ]
    offered = {*selected, *(unit for unit, _pk in pairs)}
    found = list(Department.objects.above(offered).for_list())
    above = _lines_of(found)
    records_of: dict[int, set[int]] = defaultdict(set)
    for leaf, pk in pairs:
        for unit in above[leaf]:
            records_of[unit].add(pk)
    counts = {unit: len(pks) for unit, pks in records_of.items()}
    shown = [unit for unit in found if unit.pk in offered]
    return coded_values(_labels(shown, _full_name), counts, selected)


def _lines_of(found: Iterable[Department]) -> dict[int, list[int]]:
    """Return for each department itself and all above it; what is above is among them."""
    parents = {unit.pk: unit.parent_id for unit in found}
    lines: dict[int, list[int]] = {}
    for leaf in parents:
        unit: int | None = leaf
        lines[leaf] = []
        while unit is not None:
            lines[leaf].append(unit)
            unit = parents[unit]
    return lines


def _full_name(unit: Department) -> str:
    return " ".join(str(part) for part in (unit.parent, unit) if part)


def _labels(found: Sequence[Any], name_of: Callable[[Any], str]) -> list[tuple[int, str]]:
    """Return id and name of each object, with its municipality where they are of several."""
    several = len({one.municipality_id for one in found}) > 1
    return [
        (one.pk, f"{name_of(one)}（{one.municipality}）" if several else name_of(one))
        for one in found
    ]
