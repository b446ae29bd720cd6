"""初めての相手方: the partners that no earlier year names, per fiscal year."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from projects.partner_statistics.aggregates.records import CountedRecord


@dataclass(frozen=True)
class PartnersOfYear:
    """The partners of one fiscal year, and those among them of the first time (ids).

    first_time is None where it cannot be told (判定できない): no earlier year is held.
    """

    fiscal_year: int
    partners: frozenset[int]
    first_time: frozenset[int] | None


def first_time(records: Iterable[CountedRecord], held: Collection[int]) -> list[PartnersOfYear]:
    """Return one row for each fiscal year that has a record, the newest first.

    A partner is there for the first time in the earliest year in which one of these records
    names it: of a department's records the first time with that department, of a form's
    the first time in that form. In the first year held it cannot be told, since what was
    before is not known; so it is with 新規/継続 everywhere in the portal.
    """
    by_year: dict[int, set[int]] = defaultdict(set)
    for record in records:
        by_year[record.fiscal_year] |= record.partners
    oldest_held = min(held, default=None)
    seen: set[int] = set()
    rows = []
    for year in sorted(by_year):
        partners = frozenset(by_year[year])
        can_be_told = oldest_held is not None and oldest_held < year
        rows.append(PartnersOfYear(year, partners, partners - seen if can_be_told else None))
        seen |= partners
    return rows[::-1]
