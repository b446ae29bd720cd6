"""Rows that are found by their words."""

from typing import Any

from kyodo_portal.read_model.models import SearchRow


class Searchable:
    """What a queryset of a kind with search rows can do besides; named before the queryset."""

    def matching(self: Any, query: str) -> Any:
        """Return the rows that hold every word of a query."""
        label = self.model._meta.label_lower
        return self.filter(id__in=SearchRow.objects.object_ids(label, query))
