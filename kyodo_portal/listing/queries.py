"""Queries of a list as addresses and forms carry them along."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from kyodo_portal.listing.filterset import ALL_YEARS, Listed, PublicFilter
from kyodo_portal.listing.public_pages import canonical_pairs


def query_without(data: QueryDict, key: str, value: str) -> str:
    """Return a query without one value; without its last year it asks for all years."""
    query = data.copy()
    rest = [other for other in query.getlist(key) if other != value]
    if key == "q":
        rest = []
    if key == "fiscal_year" and not rest:
        rest = [ALL_YEARS]
    query.setlist(key, rest)
    return query_of(query)


def query_of(query: QueryDict) -> str:
    """Return a query as an address ends in it: sorted, without empty values, "" for none."""
    pairs = canonical_pairs(query)
    return f"?{urlencode(pairs)}" if pairs else ""


def shows_all_years(filterset: Listed) -> bool:
    """Whether the query asks for every year."""
    return ALL_YEARS in filterset.data.getlist("fiscal_year")


def same_records(filterset: Listed, **changes: str) -> str:
    """Return the query under which list and summary hold the same records.

    changes: conditions that take the place of those in force.
    """
    query = filterset.data.copy()
    query.pop("sort", None)
    for key, value in changes.items():
        query[key] = value
    return query_of(query)


def kept(filterset: PublicFilter, *, names: Sequence[str] = (), without: str = "") -> Any:
    """Return (key, value) of the conditions that a form sends along: these, or all but one."""
    return [
        (key, value)
        for key in filterset.data
        for value in filterset.data.getlist(key)
        if (key in names if names else key != without)
    ]
