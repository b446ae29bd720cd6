"""Chips: the conditions in force, each with the address that takes it out."""

from dataclasses import dataclass

from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.queries import query_without
from kyodo_portal.text import Label


@dataclass(frozen=True)
class Chip:
    """A condition in force, and the address without it."""

    label: Label
    url: str


def chips(filterset: PublicFilter, path: str) -> list[Chip]:
    """Return the conditions in force, each with the address that takes it out."""
    return [
        Chip(condition.label, path + query_without(filterset.data, condition.key, condition.value))
        for condition in filterset.conditions
    ]
