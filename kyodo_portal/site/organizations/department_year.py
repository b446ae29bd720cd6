"""What one department did in one fiscal year, with everything below it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kyodo_portal.organizations.models import Department
from projects.models import Partner, ProjectRecord
from projects.partners.choices import PartnerKind
from projects.partners.rows import Row
from projects.records.aggregates.totals import Totals, combined, totals_by_year
from projects.records.rows import attach_names


@dataclass(frozen=True)
class PartnerCount:
    """A 関係団体 and the number of the department's records of the year that name it."""

    id: int
    name: str
    kind: PartnerKind
    count: int


@dataclass(frozen=True)
class DepartmentYear:
    """The published records of a department in one fiscal year.

    totals: of the year. others: of every year that has records, the newest first. rows: those
    of `for_list()` with names, in the document's order; each gains `meter`, its share of the
    largest 市民参加人数 in per cent ("" for none). partners: in the order of the rows.
    """

    fiscal_year: int
    totals: Totals
    others: list[Totals]
    rows: list[Row]
    partners: list[PartnerCount]

    @property
    def city_units(self) -> int:
        """Return how many of the partners are the city's own units."""
        return sum(partner.kind == PartnerKind.CITY_UNIT for partner in self.partners)

    @property
    def first_years(self) -> list[int]:
        """Return the oldest and the newest 初回実施年; one if they are the same, none if unknown."""
        years = {row["first_year"] for row in self.rows} - {None}
        return sorted({min(years), max(years)}) if years else []


def records_of(department: Department) -> Any:
    """Return the published records of a department and of what is below it."""
    below = Department.objects.below([department.pk])
    return ProjectRecord.objects.published().filter(department__in=below)


def department_year(
    department: Department, *, fiscal_year: int | None, default: int | None
) -> DepartmentYear | None:
    """Return what a department did in `fiscal_year`, or in its newest year with records.

    default: the year of a department without any record, such as the latest edition's.
    Returns None where there is no year at all. Five queries.
    """
    records = records_of(department)
    years = totals_by_year(records)
    shown = fiscal_year or (years[0].fiscal_year if years else default)
    if shown is None:
        return None
    empty = replace(combined([]), fiscal_year=shown)
    of_year = next((total for total in years if total.fiscal_year == shown), empty)
    rows = attach_names(list(records.filter(fiscal_year=shown).for_list()))
    return DepartmentYear(shown, of_year, years, with_meters(rows), partner_counts(rows))


def with_meters(rows: list[Row]) -> list[Row]:
    """Give each row its bar: per cent of the largest number among them."""
    largest = max((row["participants"] or 0 for row in rows), default=0)
    for row in rows:
        people = row["participants"]
        row["meter"] = f"{100 * people / largest:.1f}" if people and largest else ""
    return rows


def partner_counts(rows: Sequence[Row]) -> list[PartnerCount]:
    """Return the partners of rows with names, each once, in one query."""
    named = [partner for row in rows for partner in row["partners"]]
    counts = Counter(partner["id"] for partner in named)
    names = {partner["id"]: partner["name"] for partner in named}
    kinds = dict(Partner.objects.filter(pk__in=counts).values_list("pk", "kind"))
    return [
        PartnerCount(pk, names[pk], PartnerKind(kinds[pk]), count) for pk, count in counts.items()
    ]
