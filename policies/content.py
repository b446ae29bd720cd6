"""What sheets and indicators say, as plain rows for files, API and pages.

A sheet of a year shows the indicators' values up to that year, and no indicator that begins
later: what departments enter for the next year is nobody else's yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kyodo_portal.organizations.models import Department

from .indicator_values import as_number
from .models import EvaluationSheet, Indicator, IndicatorValue, Plan, PlanItem

Row = dict[str, Any]


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator with the values that a sheet of one year shows, the oldest first."""

    indicator: Indicator
    values: list[IndicatorValue]


def shown_values(indicator: Indicator, fiscal_year: int) -> list[IndicatorValue]:
    """Return the values that a sheet of a year shows; `values` must be prefetched."""
    return [value for value in indicator.values.all() if value.fiscal_year <= fiscal_year]


def shown_indicators(indicators: Iterable[Indicator], fiscal_year: int) -> list[ShownIndicator]:
    """Return the indicators that a sheet of a year shows."""
    pairs = [(indicator, shown_values(indicator, fiscal_year)) for indicator in indicators]
    return [ShownIndicator(indicator, values) for indicator, values in pairs if values]


def indicators_of(item_ids: Iterable[int]) -> dict[int, list[Indicator]]:
    """Return the indicators of items with their values, by item. Two queries."""
    found: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in Indicator.objects.filter(plan_item__in=set(item_ids)).for_list():
        found[indicator.plan_item_id].append(indicator)
    return found


def sheet_rows(sheets: Sequence[EvaluationSheet]) -> list[Row]:
    """Return sheets of `for_list()` as plain rows. Three queries.

    Beside the sheet's own fields: code, text, above ([number and title] of the items over the
    施策), rating, rating_label, departments ([{id, name, parent_name}]), sections
    ([{department, actions, direction}]), indicators ([{id, name, unit, values}]), url.
    """
    indicators = indicators_of(sheet.plan_item_id for sheet in sheets)
    above = labels_above({sheet.plan_item.plan_id for sheet in sheets})
    return [sheet_row(sheet, indicators[sheet.plan_item_id], above) for sheet in sheets]


def sheet_row(
    sheet: EvaluationSheet, indicators: Iterable[Indicator], above: dict[int, list[str]]
) -> Row:
    """Return one sheet with the indicators of its 施策 as a plain row."""
    item = sheet.plan_item
    return {
        "id": sheet.pk,
        "plan": item.plan.slug,
        "municipality": sheet.municipality.code,
        "municipality_name": sheet.municipality.name,
        "code": item.path_code,
        "text": item.text,
        "above": above.get(item.parent_id or 0, []),
        "fiscal_year": sheet.fiscal_year,
        "rating": sheet.rating.code if sheet.rating else "",
        "rating_label": sheet.rating.label if sheet.rating else "",
        "departments": [department_row(part.department) for part in sheet.sections.all()],
        "department_text": sheet.department_text,
        "sections": [
            {
                "department": department_row(part.department),
                "actions": part.actions,
                "direction": part.direction,
            }
            for part in sheet.sections.all()
        ],
        "indicators": [
            {
                "id": shown.indicator.pk,
                "name": shown.indicator.name,
                "unit": shown.indicator.unit,
                "values": [value_row(value) for value in shown.values],
            }
            for shown in shown_indicators(indicators, sheet.fiscal_year)
        ],
        "notes": sheet.notes,
        "url": sheet.get_absolute_url(),
    }


def department_row(department: Any) -> Row:
    """Return a department as its id and names."""
    return {
        "id": department.pk,
        "name": department.name,
        "parent_name": department.parent.name if department.parent else None,
    }


def department_name(department: Row | None) -> str:
    """Return a department with what it belongs to."""
    if department is None:
        return ""
    return " ".join(filter(None, [department["parent_name"], department["name"]]))


def value_row(value: IndicatorValue) -> Row:
    """Return one year's value: as read, as written, and why there is none."""
    return {
        "fiscal_year": value.fiscal_year,
        "value": as_number(value.value),
        "value_text": value.value_text,
        "status": value.status,
        "as_of_text": value.as_of_text,
        "note": value.note,
    }


def labels_above(plan_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return for each item of plans its own label after those of the items above. One query."""
    labels: dict[int, list[str]] = {}
    items = PlanItem.objects.filter(plan__in=set(plan_ids)).order_by("depth", "id")
    for pk, parent, number, title in items.values_list("id", "parent_id", "number", "title"):
        labels[pk] = [*labels.get(parent, []), " ".join(filter(None, [number, title]))]
    return labels


def indicator_row(indicator: Indicator, values: Iterable[IndicatorValue] | None = None) -> Row:
    """Return an indicator of `for_list()` as a plain row.

    values: those to be shown; by default those that everybody may see of an indicator of
    `published()`.
    """
    item = indicator.plan_item
    if values is None:
        values = shown_values(indicator, indicator.last_shown)  # type: ignore[attr-defined]  # annotated by published()
    return {
        "id": indicator.pk,
        "plan": item.plan.slug,
        "code": item.path_code,
        "text": item.text,
        "department": department_row(indicator.department) if indicator.department else None,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "direction": indicator.direction,
        "baseline": as_number(indicator.baseline),
        "baseline_year": indicator.baseline_year,
        "target": as_number(indicator.target),
        "target_year": indicator.target_year,
        "values": [value_row(value) for value in values],
        "url": item.get_absolute_url(),
    }


def item_row(item: PlanItem) -> Row:
    """Return an item of `for_list()` as a plain row."""
    return {
        "id": item.pk,
        "plan": item.plan.slug,
        "municipality": item.plan.municipality.code,
        "parent": item.parent_id,
        "level": item.level_name,
        "number": item.number,
        "code": item.path_code,
        "title": item.title,
        "text": item.text,
        "current_state": item.current_state,
        "goal": item.goal,
        "related_plans": item.related_plan_names,
        "sdgs": item.sdgs,
        "url": item.get_absolute_url(),
    }


def plan_row(plan: Plan) -> Row:
    """Return a plan of `for_list()` as a plain row."""
    return {
        "id": plan.pk,
        "municipality": plan.municipality.code,
        "slug": plan.slug,
        "name": plan.name,
        "levels": plan.levels,
        "ratings": [{"code": grade.code, "label": grade.label} for grade in plan.grades.all()],
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "source_title": plan.source_title,
        "url": reverse("policies:tree"),
    }


def department_sheets(department: Any) -> list[EvaluationSheet]:
    """Return the newest published sheet of each 施策 of a department and of those below it."""
    below = Department.objects.below([department.pk]).values("id")
    found: dict[int, EvaluationSheet] = {}
    for sheet in EvaluationSheet.objects.published().of_departments(below).for_list():
        found.setdefault(sheet.plan_item_id, sheet)
    return list(found.values())
