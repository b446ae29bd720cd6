"""What was counted and what was left out: records by year, and partners by kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from projects.partner_statistics.aggregates.records import EXCLUDED_KINDS, CountedRecord, grouped
from projects.partners.choices import PartnerKind


@dataclass(frozen=True)
class RecordTally:
    """Records by whether they name a partner that counts; the last three add up to `records`.

    partners: how many different partners they name.
    """

    records: int
    with_partner: int
    only_excluded: int
    without_any: int
    partners: int


@dataclass(frozen=True)
class ExcludedKind:
    """How many partners of a kind were left out, and how many records name one."""

    kind: PartnerKind
    partners: int
    records: int


def tally(records: Iterable[CountedRecord]) -> RecordTally:
    """Return how many records count, and how many do not and why."""
    found = list(records)
    with_partner = [record for record in found if record.partners]
    only_excluded = sum(bool(record.excluded) and not record.partners for record in found)
    return RecordTally(
        records=len(found),
        with_partner=len(with_partner),
        only_excluded=only_excluded,
        without_any=len(found) - len(with_partner) - only_excluded,
        partners=len({partner for record in with_partner for partner in record.partners}),
    )


def tally_by_year(records: Iterable[CountedRecord]) -> dict[int, RecordTally]:
    """Return the tally of each fiscal year, the newest first."""
    years = grouped(records, lambda record: (record.fiscal_year,))
    return {year: tally(years[year]) for year in sorted(years, reverse=True)}


def excluded(records: Iterable[CountedRecord]) -> list[ExcludedKind]:
    """Return what was left out: 総称, 市の組織 and 個人, in this order, each with its numbers."""
    found = list(records)
    rows = []
    for kind in EXCLUDED_KINDS:
        left_out = [{pk for name, pk in record.excluded if name == kind} for record in found]
        rows.append(ExcludedKind(kind, len(set[int]().union(*left_out)), sum(map(bool, left_out))))
    return rows
