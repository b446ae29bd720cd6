"""The conditions beside a list: each value with the number of records it would leave."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Count
from django.utils.translation import gettext as _

from kyodo_portal.organizations.models import Department, Municipality

from .aggregates import Key, Label, Records, fiscal_year_label
from .choices import CommonForm, Recurrence, Sponsorship
from .models import ActivityField


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


class Conditions(Protocol):
    """What the facets need of a FilterSet."""

    def records_without(self, name: str) -> Records:
        """Return the records under all conditions but one."""

    def selected(self, name: str) -> list[Any]:
        """Return the values of one condition."""

    def label_of(self, name: str) -> Label:
        """Return the words for one condition."""


def facets(conditions: Conditions) -> list[Facet]:
    """Return the conditions of a list, each counted within all the others.

    Costs one query each, two for departments and 活動分野. Years stand newest first, departments in
    建制順, forms and 実施区分 in the order of their codes. A selected value that no record has
    is listed with 0, so that it can be taken out.
    """
    found = [
        Facet(
            name,
            conditions.label_of(name),
            values_of(conditions.records_without(name), conditions.selected(name)),
        )
        for name, values_of in VALUES.items()
    ]
    return [facet for facet in found if facet.values or facet.key != "sponsorship"]


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


def _forms(records: Records, selected: Sequence[str]) -> list[FacetValue]:
    rows = _counts(records, "forms__common_code")
    counts = {row["forms__common_code"]: row["count"] for row in rows}
    return _coded(CommonForm.choices, counts, selected)


def _recurrences(records: Records, selected: Sequence[str]) -> list[FacetValue]:
    counts = {row["recurrence"]: row["count"] for row in _counts(records, "recurrence")}
    return _coded(Recurrence.choices, counts, selected)


def _activity_fields(records: Records, selected: Sequence[str]) -> list[FacetValue]:
    """A record counts under each field of its project; 未分類 stands last."""
    rows = _counts(records, "project__activity_fields")
    counts = {row["project__activity_fields"]: row["count"] for row in rows}
    wanted = {*(pk for pk in counts if pk), *(int(value) for value in selected if value != "none")}
    fields = list(ActivityField.objects.for_list().filter(pk__in=wanted))
    several = len({one.municipality_id for one in fields}) > 1
    values = [
        FacetValue(
            one.pk,
            f"{one}（{one.municipality}）" if several else one.name,
            counts.get(one.pk, 0),
            str(one.pk) in selected,
        )
        for one in fields
    ]
    unknown = sorted(wanted - {one.pk for one in fields})
    values += [FacetValue(pk, _("見つからない活動分野"), 0, is_selected=True) for pk in unknown]
    if None in counts or "none" in selected:
        values.append(FacetValue("none", _("未分類"), counts.get(None, 0), "none" in selected))
    return values


def _sponsorships(records: Records, selected: Sequence[str]) -> list[FacetValue]:
    """後援を除く and 後援; nothing to choose where no record is 後援."""
    rows = records.order_by().aggregate(
        every=Count("id"), only=Count("id", filter=records.model.objects.is_sponsorship())
    )
    if not rows["only"] and not selected:
        return []
    counts = {
        Sponsorship.WITHOUT.value: rows["every"] - rows["only"],
        Sponsorship.ONLY.value: rows["only"],
    }
    return _coded(Sponsorship.choices, counts, selected)


def _coded(
    choices: Iterable[tuple[str, Any]], counts: dict[str, int], selected: Sequence[str]
) -> list[FacetValue]:
    return [
        FacetValue(code, label, counts.get(code, 0), code in selected)
        for code, label in choices
        if code in counts or code in selected
    ]


VALUES: dict[str, Callable[[Records, Sequence[Any]], list[FacetValue]]] = {
    "fiscal_year": _years,
    "municipality": _municipalities,
    "department": _departments,
    "form": _forms,
    "activity_field": _activity_fields,
    "recurrence": _recurrences,
    "sponsorship": _sponsorships,
}
