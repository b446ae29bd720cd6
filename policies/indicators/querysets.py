"""Rows of indicators, by the page or file that asks for them."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Subquery


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
            self.select_related("plan_item__plan__municipality", "department__parent")
            .prefetch_related(Prefetch("values", queryset=values))
            .order_by("plan_item__plan_id", "plan_item__path_code", "position", "id")
        )

    def for_admin_list(self) -> Any:
        """Return indicators with what the staff's list shows."""
        return self.select_related(
            "plan_item__plan__municipality", "department__parent", "updated_by"
        ).order_by("plan_item__plan_id", "plan_item__path_code", "position", "id")
