"""Rows of plans and items, by the page or file that asks for them."""

from functools import reduce
from operator import or_
from typing import Any

from django.db import models

from kyodo_portal.publishing.parents import published_condition
from kyodo_portal.read_model.querysets import Searchable


class PlanQuerySet(models.QuerySet[Any]):
    """Plans."""

    def published(self) -> Any:
        """Return the plans that everybody may see."""
        return self.filter(published_condition(self.model))

    def for_list(self) -> Any:
        """Return plans with their municipality and scale."""
        return (
            self.select_related("municipality")
            .prefetch_related("grades")
            .order_by("municipality__code", "slug", "id")
        )


class PlanItemQuerySet(Searchable, models.QuerySet[Any]):
    """Items of plans."""

    def published(self) -> Any:
        """Return the items of published plans."""
        return self.filter(published_condition(self.model))

    def for_tree(self) -> Any:
        """Return items in the order in which the plan prints them, parents first."""
        return self.select_related("plan", "plan__municipality").order_by(
            "plan_id", "depth", "position", "id"
        )

    def for_list(self) -> Any:
        """Return items with their plan, each after the one above it."""
        return self.select_related("plan", "plan__municipality").order_by(
            "plan__municipality__code", "plan_id", "path_code", "id"
        )

    def for_admin_list(self) -> Any:
        """Return items with their plan, in the order of the tree."""
        return self.select_related("plan", "plan__municipality", "parent").order_by(
            "plan_id", "path_code", "id"
        )

    def measures(self) -> Any:
        """Return the 施策: the items of each plan's lowest level."""
        plans = self.model._meta.get_field("plan").related_model.objects.all()
        lowest = [models.Q(plan=plan, depth=len(plan.levels) - 1) for plan in plans]
        return self.filter(reduce(or_, lowest, models.Q(pk__in=[])))

    def possible_parents(self, item: Any) -> Any:
        """Return what may stand above an item: the plan's own, not itself, no 施策.

        Above a new one, whose plan is not known yet, every item.
        """
        rows = self.for_admin_list()
        if item is not None and item.pk is not None:
            rows = rows.filter(plan_id=item.plan_id, depth__lt=len(item.plan.levels) - 1)
            rows = rows.exclude(pk=item.pk)
        return rows
