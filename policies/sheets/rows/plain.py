"""Sheets as plain rows for files, API and pages."""

from collections.abc import Iterable, Sequence
from typing import Any

from kyodo_portal.open_data.columns import department_row
from kyodo_portal.organizations.models import Department
from policies.indicators.models import Indicator
from policies.indicators.rows import (
    indicator_row,
    indicators_of,
    shown_indicators,
    value_row,
)
from policies.plans.rows.plain import Row, labels_above
from policies.sheets.models import EvaluationSheet


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


def rated_row(indicator: Row, sheet: EvaluationSheet) -> Row:
    """Return an indicator's plain row with what a sheet of `for_list()` says of its 施策."""
    return {
        **indicator,
        "departments": [department_row(part.department) for part in sheet.sections.all()],
        "department_text": sheet.department_text,
        "sheet_fiscal_year": sheet.fiscal_year,
        "rating": sheet.rating.code if sheet.rating else "",
        "rating_label": sheet.rating.label if sheet.rating else "",
    }


def rated_rows(indicators: Sequence[Any]) -> list[Row]:
    """Return indicators of `published().for_list()` with what their newest sheet says.

    Two queries besides, four where sheets have sections.
    """
    found = (
        EvaluationSheet.objects.published()
        .filter(plan_item__in={indicator.plan_item_id for indicator in indicators})
        .in_years({indicator.last_shown for indicator in indicators})
        .for_list()
    )
    sheets = {(sheet.plan_item_id, sheet.fiscal_year): sheet for sheet in found}
    return [
        rated_row(indicator_row(one), sheets[one.plan_item_id, one.last_shown])
        for one in indicators
    ]


def department_sheets(department: Any) -> list[EvaluationSheet]:
    """Return the newest published sheet of each 施策 of a department and of those below it."""
    below = Department.objects.below([department.pk]).values("id")
    found: dict[int, EvaluationSheet] = {}
    for sheet in EvaluationSheet.objects.published().of_departments(below).for_list():
        found.setdefault(sheet.plan_item_id, sheet)
    return list(found.values())
