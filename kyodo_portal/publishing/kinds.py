"""The kinds of record that publishing itself owns."""

from .models import Edition
from .registry import Kind, registry


def register_kinds() -> None:
    """Register the edition, which the coordinator of its own area writes."""
    registry.register(Kind(model=Edition, area_field="area"))
