"""Queries of a list as addresses and forms carry them along."""

from collections.abc import Sequence

from django.http import QueryDict

from kyodo_portal.listing.addresses import canonical_query
from kyodo_portal.listing.filterset import ALL_YEARS, PublicFilter


def query_without(data: QueryDict, key: str, value: str) -> str:
    """Return a query without one value; without its last year it asks for all years."""
    rest = [] if key == "q" else [other for other in data.getlist(key) if other != value]
    if key == "fiscal_year" and not rest:
        rest = [ALL_YEARS]
    return canonical_query(data, {key: rest})


def same_records(filterset: PublicFilter, **changes: str) -> str:
    """Return the query under which list and summary hold the same records.

    changes: conditions that take the place of those in force.
    """
    return canonical_query(filterset.data, {"sort": None, **changes})


def kept(
    filterset: PublicFilter, *, names: Sequence[str] = (), without: str = ""
) -> list[tuple[str, str]]:
    """Return (key, value) of the conditions that a form sends along: these, or all but one."""
    return [
        (key, value)
        for key in filterset.data
        for value in filterset.data.getlist(key)
        if (key in names if names else key != without)
    ]
