"""Indicators and their values as plain rows for pages, files and API.

A year's page shows the values up to that year, and no indicator that begins later: what
departments enter for the next year is nobody else's yet.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo_portal.open_data.columns import department_row
from policies.indicators.models import Indicator, IndicatorValue
from policies.indicators.rules.values import as_number
from policies.plans.rows.plain import Row


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
