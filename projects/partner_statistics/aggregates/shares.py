"""相手方の割合: in how many of the records that have a partner each partner stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from projects.partner_statistics.aggregates.records import CountedRecord


@dataclass(frozen=True)
class Share:
    """records: those that name the partner; of: those that name any partner that counts."""

    partner: int
    records: int
    of: int

    @property
    def percent(self) -> float:
        """Return the share in per cent with one decimal, half a tenth upwards."""
        return (2000 * self.records + self.of) // (2 * self.of) / 10


def shares(records: Iterable[CountedRecord]) -> list[Share]:
    """Return the share of each partner, by id.

    A record with two partners counts for both, so that shares add up to 100 % or more. A
    record that names only 総称, 市の組織 or 個人, or nobody, is in neither number.
    """
    with_partner = [record for record in records if record.partners]
    counts = Counter(partner for record in with_partner for partner in record.partners)
    return [Share(pk, count, len(with_partner)) for pk, count in sorted(counts.items())]
