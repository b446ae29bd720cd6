"""Grouped numbers of 協働事業: from a queryset of records to plain rows.

Everything is grouped in SQL. 市民参加人数 is summed within one fiscal year, never over years.
A record with several forms or partners is one record in every figure but the rows by form.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year, format_fiscal_year_english

from .choices import CommonForm, ParticipantsStatus, Recurrence

Records = QuerySet[Any]
Label = str | Promise
Key = str | int

DEPARTMENT_FIELDS = (
    "municipality__code",
    "municipality__name",
    "department__sort_order",
    "department_id",
    "department__name",
    "department__parent__name",
)
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


@dataclass(frozen=True)
class Heading:
    """What a row or column is of. `note` is the municipality where several are shown."""

    key: Key
    label: Label
    note: str = ""


@dataclass(frozen=True)
class TableRow:
    """One row of counts, in the order of the table's columns."""

    heading: Heading
    counts: list[int]
    total: int


@dataclass(frozen=True)
class Table:
    """Counts of records by rows and columns. `totals` and `total` count each record once."""

    columns: list[Heading]
    rows: list[TableRow]
    totals: list[int]
    total: int


@dataclass(frozen=True)
class YearParticipants:
    """市民参加人数 of one fiscal year, in all and by department in 建制順."""

    totals: Totals
    departments: list[tuple[Heading, Totals]]


def fiscal_year_label(year: int) -> str:
    """令和7年度 (2025); in English FY2025."""
    if (get_language() or "").startswith("en"):
        return format_fiscal_year_english(year)
    return f"{format_fiscal_year(year)} ({year})"


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


def counts_of(rows: Records, *fields: str) -> list[dict[str, Any]]:
    """Return {each of fields, count} for rows of any kind, in the order of the fields."""
    groups = rows.order_by().values(*fields).annotate(count=Count("id", distinct=True))
    return list(groups.order_by(*fields))


def by_department_and_year(records: Records) -> Table:
    """Return counts: departments in 建制順, fiscal years from the oldest."""
    rows = list(_by_department(records, "fiscal_year").annotate(count=Count("id")))
    cells = cells_of((row["department_id"], row["fiscal_year"], row["count"]) for row in rows)
    return table_of(_department_headings(rows), year_headings(rows), cells)


def by_form_and_year(records: Records) -> Table:
    """Return counts: common forms, fiscal years from the oldest.

    A record counts under each of its forms, and once in the totals; one without any form
    stands in the row of key "" (記載なし).
    """
    groups = grouped(records, "forms__common_code", "fiscal_year")
    rows = list(groups.annotate(count=Count("id", distinct=True)).order_by())
    cells = cells_of(
        (row["forms__common_code"] or "", row["fiscal_year"], row["count"]) for row in rows
    )
    known = {code for code, _year in cells}
    forms = [Heading(code, label) for code, label in CommonForm.choices if code in known]
    if "" in known:
        forms.append(Heading("", _("記載なし")))
    return counted_once(table_of(forms, year_headings(rows), cells), records)


def by_recurrence(records: Records) -> Table:
    """Return counts: departments in 建制順, 実施区分 in their order."""
    rows = list(_by_department(records, "recurrence").annotate(count=Count("id")))
    known = {row["recurrence"] for row in rows}
    columns = [Heading(code, label) for code, label in Recurrence.choices if code in known]
    cells = cells_of((row["department_id"], row["recurrence"], row["count"]) for row in rows)
    return table_of(_department_headings(rows), columns, cells)


def participants_by_year(records: Records) -> list[YearParticipants]:
    """Return 市民参加人数 of each fiscal year, the newest first, and of its departments."""
    rows = list(
        _by_department(records, "fiscal_year").annotate(
            records=Count("id"),
            people=Sum("participants"),
            **_sponsored(records),
            **STATUS_COUNTS,
        )
    )
    headings = {heading.key: heading for heading in _department_headings(rows)}
    years: dict[int, list[tuple[Heading, Totals]]] = defaultdict(list)
    for row in rows:
        year = row["fiscal_year"]
        years[year].append((headings[row["department_id"]], _totals_of(row)))
    return [
        YearParticipants(combined([part for _heading, part in years[year]]), years[year])
        for year in sorted(years, reverse=True)
    ]


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


def grouped(records: Records, *fields: str) -> Any:
    """Return records to be counted by these fields, without an order of their own."""
    return records.order_by().values(*fields)


def _by_department(records: Records, column: str) -> Any:
    return grouped(records, *DEPARTMENT_FIELDS, column).order_by(*DEPARTMENT_FIELDS[:4], column)


def year_headings(rows: Iterable[Any]) -> list[Heading]:
    """Return each fiscal year of grouped rows once, the oldest first."""
    return [
        Heading(year, fiscal_year_label(year))
        for year in sorted({row["fiscal_year"] for row in rows})
    ]


def _department_headings(rows: Sequence[Any]) -> list[Heading]:
    """Return each department of grouped rows once, in their order."""
    several = len({row["municipality__code"] for row in rows}) > 1
    headings = {
        row["department_id"]: Heading(
            row["department_id"],
            " ".join(filter(None, [row["department__parent__name"], row["department__name"]])),
            row["municipality__name"] if several else "",
        )
        for row in rows
    }
    return list(headings.values())


def cells_of(counts: Iterable[tuple[Key, Key, int]]) -> dict[tuple[Key, Key], int]:
    """Add up the counts of each (row, column)."""
    cells: dict[tuple[Key, Key], int] = defaultdict(int)
    for row, column, count in counts:
        cells[row, column] += count
    return cells


def counted_once(table: Table, records: Records) -> Table:
    """Return a table of years whose totals count a record of several rows once."""
    each = {total.fiscal_year: total.records for total in totals_by_year(records)}
    once = [each[int(column.key)] for column in table.columns]
    return Table(table.columns, table.rows, once, sum(once))


def table_of(
    rows: Sequence[Heading], columns: list[Heading], cells: dict[tuple[Key, Key], int]
) -> Table:
    """Return the counts as a table; cells without a count are 0."""
    body = []
    for row in rows:
        counts = [cells.get((row.key, column.key), 0) for column in columns]
        body.append(TableRow(row, counts, sum(counts)))
    sums = [sum(row.counts[place] for row in body) for place in range(len(columns))]
    return Table(columns, body, sums, sum(sums))
