"""Rows of the API as tests compare them."""

from typing import Any

PROVENANCE_KEYS = ["updated_at", "version", "source"]


def own(row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says of its record, without the provenance that every row ends with."""
    assert list(row)[-3:] == PROVENANCE_KEYS
    return {key: value for key, value in row.items() if key not in PROVENANCE_KEYS}
