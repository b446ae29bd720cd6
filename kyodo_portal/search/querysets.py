"""Rows that are found by their words."""

from typing import Any

from django.db import models

from .models import SearchRow


class SearchableQuerySet(models.QuerySet[Any]):
    """Rows of a kind that has search rows."""

    def matching(self, query: str) -> Any:
        """Return the rows that hold every word of a query."""
        label = self.model._meta.label_lower
        return self.filter(id__in=SearchRow.objects.object_ids(label, query))
