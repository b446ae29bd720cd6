"""協働事業 by department, form, recurrence and year, and 市民参加人数 by year.

Everything is grouped in SQL. 市民参加人数 is summed within one fiscal year, never over years.
A record with several forms or partners is one record in every figure but the rows by form.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from kyodo_portal.listing.tables import (
    Heading,
    Records,
    Table,
    cells_of,
    counts_of,
    grouped,
    table_of,
)
from kyodo_portal.listing.years import year_headings
from projects.records.aggregates.totals import (
    STATUS_COUNTS,
    Totals,
    _sponsored,
    _totals_of,
    combined,
    counted_once,
)
from projects.records.choices import CommonForm, Recurrence

DEPARTMENT_FIELDS = (
    "municipality__code",
    "municipality__name",
    "department__sort_order",
    "department_id",
    "department__name",
    "department__parent__name",
)


@dataclass(frozen=True)
class YearParticipants:
    """市民参加人数 of one fiscal year, in all and by department in 建制順."""

    totals: Totals
    departments: list[tuple[Heading, Totals]]


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
    rows = counts_of(records, "forms__common_code", "fiscal_year")
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


def _by_department(records: Records, column: str) -> Any:
    return grouped(records, *DEPARTMENT_FIELDS, column).order_by(*DEPARTMENT_FIELDS[:4], column)


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
