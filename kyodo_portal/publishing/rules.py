"""The record types that publishing itself owns."""

from kyodo_portal.publishing.models.edition import Edition
from kyodo_portal.publishing.registry import RecordType, registry


def register_record_types() -> None:
    """Register the edition, which the coordinator of its own area writes."""
    registry.register(RecordType(model=Edition, area_field="area"))
