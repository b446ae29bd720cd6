"""Rows of 施策評価, by the page or file that asks for them."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Subquery

from kyodo_portal.publishing.publishable import PublishableQuerySet
from kyodo_portal.search.querysets import SearchableQuerySet


class PlanQuerySet(models.QuerySet[Any]):
    """Plans."""

    def published(self) -> Any:
        """Return the plans that everybody may see."""
        return self.filter(is_published=True)

    def for_list(self) -> Any:
        """Return plans with their municipality and scale."""
        return (
            self.select_related("municipality")
            .prefetch_related("grades")
            .order_by("municipality__code", "slug", "id")
        )


class PlanItemQuerySet(SearchableQuerySet):
    """Items of plans."""

    def published(self) -> Any:
        """Return the items of published plans."""
        return self.filter(plan__is_published=True)

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
        """Return what may stand above an item: the plan's own, not itself, no 施策."""
        rows = self.for_admin_list()
        if item is not None and item.pk is not None:
            rows = rows.filter(plan_id=item.plan_id, depth__lt=len(item.plan.levels) - 1)
            rows = rows.exclude(pk=item.pk)
        return rows


class EvaluationSheetQuerySet(PublishableQuerySet):
    """Yearly sheets."""

    def published(self) -> Any:
        """Return the published sheets of published plans."""
        return super().published().filter(plan_item__plan__is_published=True)

    def known_to_public(self) -> Any:
        """Return what is published, and what was withdrawn and says so."""
        return super().known_to_public().filter(plan_item__plan__is_published=True)

    def years_and_states(self) -> Any:
        """Return (fiscal_year, state) of each sheet, the newest first."""
        return self.order_by("-fiscal_year").values_list("fiscal_year", "state")

    def of_departments(self, department_ids: Any) -> Any:
        """Return the sheets on which one of these departments writes."""
        through = self.model.sections.rel.related_model
        sections = through.objects.filter(sheet_id=OuterRef("pk"), department_id__in=department_ids)
        return self.filter(Exists(sections))

    def in_years(self, fiscal_years: Iterable[int]) -> Any:
        """Return the sheets of these fiscal years."""
        return self.filter(fiscal_year__in=list(fiscal_years))

    def for_list(self) -> Any:
        """Return sheets with what a list or file of them shows, in the plan's order."""
        return (
            self.select_related("plan_item", "plan_item__plan", "municipality", "rating")
            .prefetch_related("sections__department__parent")
            .order_by("-fiscal_year", "plan_item__plan_id", "plan_item__path_code", "id")
        )

    def for_admin_list(self) -> Any:
        """Return sheets with what the staff's list shows."""
        return self.for_list().select_related(
            "plan_item__plan__municipality", "municipality", "rating", "updated_by"
        )

    def waiting(self) -> Any:
        """Return the sheets on which a department has still to confirm its part."""
        return self.filter(Exists(self._sections().filter(is_confirmed=False)))

    def confirmed(self) -> Any:
        """Return the sheets of which every part is confirmed."""
        return self.filter(Exists(self._sections())).exclude(
            Exists(self._sections().filter(is_confirmed=False))
        )

    def _sections(self) -> Any:
        return self.model.sections.rel.related_model.objects.filter(sheet_id=OuterRef("pk"))


class IndicatorQuerySet(models.QuerySet[Any]):
    """Indicators."""

    def published(self) -> Any:
        """Return the indicators that a published sheet shows, with its year as `last_shown`.

        Shown is what has a value for the newest published year of its 施策 or an earlier one.
        """
        sheets = self.model._meta.get_field("plan_item").related_model.sheets.rel.related_model
        shown = sheets.objects.published().filter(plan_item_id=OuterRef("plan_item_id"))
        newest = shown.order_by("-fiscal_year").values("fiscal_year")[:1]
        values = self.model.values.rel.related_model.objects.filter(
            indicator_id=OuterRef("pk"), fiscal_year__lte=OuterRef("last_shown")
        )
        return self.annotate(last_shown=Subquery(newest)).filter(Exists(values))

    def for_list(self) -> Any:
        """Return indicators with their values by year, in the plan's order."""
        values = self.model.values.rel.related_model.objects.order_by("fiscal_year")
        return (
            self.select_related("plan_item", "plan_item__plan", "department__parent")
            .prefetch_related(Prefetch("values", queryset=values))
            .order_by("plan_item__plan_id", "plan_item__path_code", "position", "id")
        )

    def for_admin_list(self) -> Any:
        """Return indicators with what the staff's list shows."""
        return self.select_related(
            "plan_item__plan__municipality", "department__parent", "updated_by"
        ).order_by("plan_item__plan_id", "plan_item__path_code", "position", "id")
