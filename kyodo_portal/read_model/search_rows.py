"""Keeps the search rows in step with the records; a listener of the funnel, and for commands."""

from collections.abc import Iterable
from typing import Any

from kyodo_portal.publishing.versioned import Versioned
from kyodo_portal.read_model.models import SearchRow
from kyodo_portal.text import fold


def row_of(record: Versioned) -> SearchRow | None:
    """Return the search row that a record should have, None for a kind not searched."""
    text = record.search_text()
    if text is None:
        return None
    return SearchRow(
        kind=record._meta.label_lower,
        object_id=record.pk,
        municipality_id=text.municipality_id,
        title=text.title[:500],
        folded="\n".join(fold(part) for part in text.texts if part),
        is_public=text.is_public,
    )


def refresh(records: Iterable[Any]) -> None:
    """Write the search rows of these records anew."""
    rows = [row_of(record) for record in records]
    SearchRow.objects.bulk_create(
        [row for row in rows if row is not None],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["municipality", "title", "folded", "is_public"],
        batch_size=500,
    )


def forget(record: Any) -> None:
    """Remove the search row of a record that is about to be deleted."""
    SearchRow.objects.filter(kind=record._meta.label_lower, object_id=record.pk).delete()
