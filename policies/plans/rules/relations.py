"""What the search knows of an item, and what a plan's change touches."""

from collections.abc import Iterable
from typing import Any

from kyodo_portal.publishing.registry import SearchText
from policies.plans.models.plan import Plan, PlanItem
from policies.sheets.models import EvaluationSheet


def shown_names(sheet: EvaluationSheet) -> list[str]:
    """Return the names of the indicators that a sheet shows: none that begins later."""
    shown = sheet.plan_item.indicators.filter(values__fiscal_year__lte=sheet.fiscal_year)
    return list(shown.distinct().values_list("name", flat=True))


def item_text(item: PlanItem) -> SearchText:
    """Return what an item of a plan is found by."""
    texts = (item.code, item.title, item.text, item.current_state, item.goal, item.related_plans)
    return SearchText(str(item), texts, item.plan.municipality_id, item.plan.is_published)


def rows_of_plan(plan: Plan) -> Iterable[Any]:
    """Return what is public only with its plan: its items and their sheets."""
    items = PlanItem.objects.filter(plan=plan).select_related("plan")
    sheets = EvaluationSheet.objects.filter(plan_item__plan=plan).select_related("plan_item__plan")
    return [*items, *sheets]
