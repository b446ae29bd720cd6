"""Rows of 後援名義の使用, by the screen that asks for them."""

from typing import Any

from django.db import models


class SponsorshipCriterionQuerySet(models.QuerySet[Any]):
    """Criteria of 後援名義の使用."""

    def for_list(self) -> Any:
        """Return criteria in their order; the positive test is the first."""
        return self.select_related("municipality").order_by("municipality__code", "position", "id")


class SponsorshipReviewQuerySet(models.QuerySet[Any]):
    """Applications for 後援名義の使用; for staff only."""

    def for_admin_list(self) -> Any:
        """Return applications with the names that the staff's list shows."""
        return self.select_related("municipality", "department", "decided_by", "record")
