"""連続年数: how many years in a row a project, or a department, was with the same partner."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from projects.partner_statistics.aggregates.records import CountedRecord


class Now(Enum):
    """Whether a run goes on: to the newest year held, ended before it, or nobody knows."""

    GOES_ON = "goes_on"
    ENDED = "ended"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Run:
    """Years in a row of one unit (a project or department) with one partner.

    years: the fiscal years whose records name the partner; only these are counted.
    not_known: years between them of which nothing is known; they neither end the run nor
    count. is_at_least: the true number may be higher, since a year just before, between or
    just after is not known.
    """

    unit: int
    partner: int
    years: tuple[int, ...]
    not_known: tuple[int, ...]
    is_at_least: bool
    now: Now
    records: tuple[CountedRecord, ...]

    @property
    def length(self) -> int:
        """Return the number of years in a row."""
        return len(self.years)


class _Unit:
    """The records of one project or department over the years."""

    def __init__(self, held: Collection[int]) -> None:
        self.held = held
        self.by_year: dict[int, list[CountedRecord]] = defaultdict(list)
        self.with_partner: dict[int, dict[int, list[CountedRecord]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def add(self, record: CountedRecord) -> None:
        self.by_year[record.fiscal_year].append(record)
        for partner in record.partners:
            self.with_partner[partner][record.fiscal_year].append(record)

    def is_without(self, year: int) -> bool:
        """Whether it is known that the unit was with others, or with nobody, in a year.

        Asked of years in which no record names the partner. Known: a record of the year
        names somebody else, or there is no record though the year is held.
        """
        records = self.by_year.get(year)
        if records:
            return not all(record.names_nobody for record in records)
        return year in self.held


def runs(
    records: Iterable[CountedRecord],
    unit_of: Callable[[CountedRecord], int],
    held: Collection[int],
) -> list[Run]:
    """Return every run, by unit, partner and first year (ids, not names).

    unit_of: `of_project` or `of_department`. held: the fiscal years of which the portal has
    the municipality's records.

    A run ends with a year of which it is known that the unit was not with the partner: one
    with a record that names others, or one that is held and has no record of the unit. Not
    known is a year that is not held, and one whose records name nobody (no partner, or a
    総称 alone): it never ends a run and is never counted.
    """
    units: dict[int, _Unit] = defaultdict(lambda: _Unit(held))
    for record in records:
        units[unit_of(record)].add(record)
    return [
        _run(key, unit, partner, years)
        for key, unit in sorted(units.items())
        for partner, named in sorted(unit.with_partner.items())
        for years in _unbroken(unit, sorted(named))
    ]


def of_project(record: CountedRecord) -> int:
    """Return the continuing project of a record."""
    return record.project_id


def of_department(record: CountedRecord) -> int:
    """Return the department of a record, as it was in its year."""
    return record.department_id


def _unbroken(unit: _Unit, years: list[int]) -> list[list[int]]:
    """Split years, in their order, wherever a year between them is known to be without."""
    parts: list[list[int]] = [[years[0]]]
    for before, year in pairwise(years):
        if any(unit.is_without(between) for between in range(before + 1, year)):
            parts.append([year])
        else:
            parts[-1].append(year)
    return parts


def _run(key: int, unit: _Unit, partner: int, years: list[int]) -> Run:
    first, last = years[0], years[-1]
    not_known = tuple(year for year in range(first, last) if year not in years)
    newest = max(unit.held, default=last)
    is_open_after = last < newest and not unit.is_without(last + 1)
    named = unit.with_partner[partner]
    return Run(
        unit=key,
        partner=partner,
        years=tuple(years),
        not_known=not_known,
        is_at_least=bool(not_known) or is_open_after or not unit.is_without(first - 1),
        now=_now(unit, last, newest),
        records=tuple(record for year in years for record in named[year]),
    )


def _now(unit: _Unit, last: int, newest: int) -> Now:
    if last >= newest:
        return Now.GOES_ON
    is_known_to_end = any(unit.is_without(year) for year in range(last + 1, newest + 1))
    return Now.ENDED if is_known_to_end else Now.NOT_KNOWN
