"""Chips: the conditions in force, each with the address that takes it out."""

from dataclasses import dataclass

from django.utils.functional import Promise

from kyodo_portal.listing.filterset import Listed
from kyodo_portal.listing.queries import query_without


@dataclass(frozen=True)
class Chip:
    """A condition in force, and the address without it."""

    label: str | Promise
    url: str


def chips(filterset: Listed, path: str) -> list[Chip]:
    """Return the conditions in force, each with the address that takes it out."""
    return [
        Chip(condition.label, path + query_without(filterset.data, condition.key, condition.value))
        for condition in filterset.conditions
    ]
