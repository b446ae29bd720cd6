"""Which sheet of each 施策 a tree shows: that of a year, else the newest one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kyodo_portal.open_data.columns import department_name, department_row
from kyodo_portal.publishing.choices import State
from policies.indicators.rows import indicators_of, shown_indicators
from policies.plans.models.plan import Plan
from policies.plans.rows.plain import Row
from policies.plans.rows.tree import Node, PlanTree
from policies.sheets.models import EvaluationSheet


@dataclass(frozen=True)
class ShownSheet:
    """What a tree says of a 施策's sheet. `sheet` is None where it was withdrawn."""

    fiscal_year: int
    sheet: EvaluationSheet | None
    indicator_count: int = 0

    @property
    def departments(self) -> str:
        """Return the departments as the sheet prints them, else by their names."""
        if self.sheet is None:
            return ""
        names = [
            department_name(department_row(part.department)) for part in self.sheet.sections.all()
        ]
        return self.sheet.department_text or "、".join(names)


def sheets_of(plans: Iterable[Plan], fiscal_year: int | None) -> dict[int, ShownSheet]:
    """Return the sheets of plans by 施策, published or known to be withdrawn. Seven queries.

    fiscal_year: of that year only; None for the newest published one of each 施策, else the
    newest that was withdrawn.
    """
    chosen = _chosen(plans, fiscal_year)
    ids = [pk for pk, _year, is_published in chosen.values() if is_published]
    sheets = EvaluationSheet.objects.published().filter(id__in=ids).for_list()
    by_item = {sheet.plan_item_id: sheet for sheet in sheets}
    indicators = indicators_of(by_item)
    return {
        item_id: ShownSheet(
            year, by_item.get(item_id), len(shown_indicators(indicators[item_id], year))
        )
        for item_id, (_pk, year, _is_published) in chosen.items()
    }


def _chosen(plans: Iterable[Plan], fiscal_year: int | None) -> dict[int, tuple[int, int, bool]]:
    known = EvaluationSheet.objects.known_to_public().filter(plan_item__plan__in=list(plans))
    if fiscal_year is not None:
        known = known.filter(fiscal_year=fiscal_year)
    found: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    rows = known.order_by("-fiscal_year", "id").values_list(
        "plan_item_id", "id", "fiscal_year", "state"
    )
    for item_id, pk, year, state in rows:
        found[item_id].append((pk, year, state == State.PUBLISHED))
    return {
        item_id: next((one for one in sheets if one[2]), sheets[0])
        for item_id, sheets in found.items()
    }


def measure_row(node: Node, shown: ShownSheet | None) -> Row:
    """Return a 施策 with what its sheet says, as a plain row for files."""
    item, sheet = node.item, shown.sheet if shown else None
    return {
        "id": item.pk,
        "plan": item.plan.slug,
        "above": [above.label for above in node.above],
        "code": item.path_code,
        "text": item.text,
        "fiscal_year": sheet.fiscal_year if sheet else None,
        "rating": sheet.rating.code if sheet and sheet.rating else "",
        "rating_label": sheet.rating.label if sheet and sheet.rating else "",
        "departments": [department_row(part.department) for part in sheet.sections.all()]
        if sheet
        else [],
        "department_text": sheet.department_text if sheet else "",
        "indicator_count": shown.indicator_count if shown and sheet else None,
        "url": item.get_absolute_url(),
    }


def measure_rows(trees: Iterable[PlanTree], shown: dict[int, ShownSheet]) -> list[Row]:
    """Return every 施策 of plans in their order."""
    return [measure_row(node, shown.get(node.item.pk)) for tree in trees for node in tree.measures]


def newest_publication(shown: Iterable[ShownSheet]) -> datetime | None:
    """Return when the last of the sheets that a tree shows was published."""
    days = [one.sheet.published_at for one in shown if one.sheet and one.sheet.published_at]
    return max(days, default=None)


def years_held(plans: Any) -> list[int]:
    """Return the fiscal years of which a sheet of these plans is published, newest first."""
    sheets = EvaluationSheet.objects.published().filter(plan_item__plan__in=plans)
    return sorted(set(sheets.order_by().values_list("fiscal_year", flat=True)), reverse=True)
