"""Plans and items as plain rows for files, API and pages."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from policies.plans.models.plan import Plan, PlanItem

Row = dict[str, Any]


def labels_above(plan_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return for each item of plans its own label after those of the items above. One query."""
    labels: dict[int, list[str]] = {}
    items = PlanItem.objects.filter(plan__in=set(plan_ids)).order_by("depth", "id")
    for pk, parent, number, title in items.values_list("id", "parent_id", "number", "title"):
        labels[pk] = [*labels.get(parent, []), " ".join(filter(None, [number, title]))]
    return labels


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
