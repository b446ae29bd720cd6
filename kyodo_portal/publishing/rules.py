"""The kinds of record that publishing itself owns."""

from kyodo_portal.publishing.models.edition import Edition
from kyodo_portal.publishing.registry import Kind, registry


def register_kinds() -> None:
    """Register the edition, which the coordinator of its own area writes."""
    registry.register(Kind(model=Edition, area_field="area"))
