"""The facets of 協働事業: which values each condition offers."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from kyodo_portal.listing.facets import (
    MOST_VALUES,
    Facet,
    FacetGroup,
    FacetValue,
    _coded,
    _counts,
    _departments,
    _municipalities,
    _years,
)
from kyodo_portal.listing.filterset import ALL_YEARS, Listed
from kyodo_portal.listing.queries import shows_all_years
from kyodo_portal.listing.tables import Records
from projects.records.choices import CommonForm, Recurrence, Sponsorship
from projects.records.filters.records import ProjectRecordFilter
from projects.records.models.activity_field import ActivityField


def facets(filterset: Listed) -> list[Facet]:
    """Return the conditions of a list, each counted within all the others.

    Costs one query each, two for departments and 活動分野. Years stand newest first, departments in
    建制順, forms and 実施区分 in the order of their codes. A selected value that no record has
    is listed with 0, so that it can be taken out.
    """
    found = [
        Facet(
            name,
            filterset.label_of(name),
            values_of(filterset.records_without(name), filterset.selected(name)),
        )
        for name, values_of in VALUES.items()
    ]
    return [facet for facet in found if facet.values or facet.key != "sponsorship"]


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


VALUES: dict[str, Callable[[Records, Sequence[Any]], list[FacetValue]]] = {
    "fiscal_year": _years,
    "municipality": _municipalities,
    "department": _departments,
    "form": _forms,
    "activity_field": _activity_fields,
    "recurrence": _recurrences,
    "sponsorship": _sponsorships,
}


def facet_groups(filterset: ProjectRecordFilter) -> list[FacetGroup]:
    """Return the facets, with すべての年度 where there are several, and long ones folded."""
    return [_group(facet, filterset) for facet in facets(filterset)]


def _group(facet: Facet, filterset: ProjectRecordFilter) -> FacetGroup:
    values = facet.values
    if facet.key == "fiscal_year":
        values = _with_all_years(values, is_selected=shows_all_years(filterset))
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
