"""協働事業 counted with 市民参加人数, by year and together.

Everything is grouped in SQL. 市民参加人数 is summed within one fiscal year, never over years.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum

from kyodo_portal.listing.tables import Records, Table, grouped
from projects.records.choices import ParticipantsStatus

STATUS_COUNTS = {
    status.value: Count("id", filter=Q(participants_status=status)) for status in ParticipantsStatus
}


@dataclass(frozen=True)
class Totals:
    """How many records, and how many people took part; `participants` in persons.

    participants is None where no record has a number, and where the records are of several
    fiscal years (then fiscal_year is None). The next four count records by what is known;
    sponsorships are those that have the form 後援, alone or among others, and
    sponsored_participants their part of participants, None as participants is.
    """

    fiscal_year: int | None
    records: int
    participants: int | None
    counted: int
    unknown: int
    not_applicable: int
    not_entered: int
    sponsorships: int = 0
    sponsored_participants: int | None = None

    @property
    def without_sponsorships(self) -> int:
        """後援を除く: the records that do not have the form 後援."""
        return self.records - self.sponsorships

    @property
    def participants_without_sponsorships(self) -> int | None:
        """後援を除く: the people of the other records, None where participants is."""
        rest = self.sponsored_participants or 0
        return None if self.participants is None else self.participants - rest


def totals_by_year(records: Records) -> list[Totals]:
    """Return the totals of each fiscal year, the newest first, in one query."""
    rows = grouped(records, "fiscal_year").annotate(
        records=Count("id"),
        people=Sum("participants"),
        **_sponsored(records),
        **STATUS_COUNTS,
    )
    return [_totals_of(row) for row in rows.order_by("-fiscal_year")]


def totals(records: Records) -> Totals:
    """Return the totals of all records; participants only if they are of one fiscal year."""
    return combined(totals_by_year(records))


def combined(parts: Sequence[Totals]) -> Totals:
    """Return the totals of disjoint parts; participants only within one fiscal year."""
    years = {part.fiscal_year for part in parts}
    year = years.pop() if len(years) == 1 else None

    def people(numbers: Iterable[int | None]) -> int | None:
        known = [number for number in numbers if number is not None]
        return sum(known) if known and year is not None else None

    return Totals(
        fiscal_year=year,
        records=sum(part.records for part in parts),
        participants=people(part.participants for part in parts),
        counted=sum(part.counted for part in parts),
        unknown=sum(part.unknown for part in parts),
        not_applicable=sum(part.not_applicable for part in parts),
        not_entered=sum(part.not_entered for part in parts),
        sponsorships=sum(part.sponsorships for part in parts),
        sponsored_participants=people(part.sponsored_participants for part in parts),
    )


def first_years(records: Records) -> tuple[int, int] | None:
    """Return the oldest and the newest 初回実施年, None where no record has one."""
    years = records.order_by().aggregate(first=Min("first_year"), last=Max("first_year"))
    return None if years["first"] is None else (years["first"], years["last"])


def number_of_projects(records: Records) -> int:
    """Return how many continuing projects the records are of."""
    return records.order_by().values("project_id").distinct().count()


def _totals_of(row: dict[str, Any]) -> Totals:
    return Totals(
        row["fiscal_year"],
        row["records"],
        row["people"],
        sponsorships=row["sponsorships"],
        sponsored_participants=row["sponsored_people"],
        **{status: row[status] for status in ParticipantsStatus.values},
    )


def _sponsored(records: Records) -> dict[str, Any]:
    condition = records.model.objects.is_sponsorship()
    return {
        "sponsorships": Count("id", filter=condition),
        "sponsored_people": Sum("participants", filter=condition),
    }


def counted_once(table: Table, records: Records) -> Table:
    """Return a table of years whose totals count a record of several rows once."""
    each = {total.fiscal_year: total.records for total in totals_by_year(records)}
    once = [each[int(column.key)] for column in table.columns]
    return Table(table.columns, table.rows, once, sum(once))
