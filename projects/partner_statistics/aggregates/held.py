"""Which fiscal years the portal holds, as far as an absence can be told from a gap."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Held:
    """収録のある年度: those of which the municipality has published any record of the scope.

    years: of the whole scope. by_form: of the records of one common form ("" for none). A
    form of which a year has no record may be missing from the source, so that for the
    form that year is not held.
    """

    years: frozenset[int] = frozenset()
    by_form: dict[str, frozenset[int]] = field(default_factory=dict)

    def of_form(self, form: str) -> frozenset[int]:
        """Return the years held of one form."""
        return self.by_form.get(form, frozenset())

    @property
    def gaps(self) -> list[int]:
        """Return the years between the first and the last that are not held."""
        return missing_between(self.years)


def missing_between(years: Iterable[int]) -> list[int]:
    """Return the years between the first and the last of some that are not among them."""
    known = set(years)
    return [year for year in range(min(known), max(known)) if year not in known] if known else []


def held(published: QuerySet[Any]) -> Held:
    """Return the years of a municipality's published records, in one query."""
    years: set[int] = set()
    by_form: dict[str, set[int]] = defaultdict(set)
    rows = published.order_by().values_list("fiscal_year", "forms__common_code").distinct()
    for year, form in rows:
        years.add(year)
        by_form[form or ""].add(year)
    return Held(frozenset(years), {form: frozenset(found) for form, found in by_form.items()})
