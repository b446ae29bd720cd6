"""Every figure of 協働事業 at once: what the summary page and its files are made of."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kyodo_portal.listing.tables import Heading, Records, Table, cells_of, counts_of, table_of
from kyodo_portal.listing.years import year_headings
from projects.records.aggregates.tables import (
    YearParticipants,
    by_department_and_year,
    by_form_and_year,
    by_recurrence,
    participants_by_year,
)
from projects.records.aggregates.totals import Totals, combined, counted_once, totals_by_year


@dataclass(frozen=True)
class Summary:
    """Every figure of the summary page and of its files."""

    years: list[Totals]
    departments: Table
    forms: Table
    activity_fields: Table
    recurrence: Table
    participants: list[YearParticipants]

    @property
    def totals(self) -> Totals:
        """The totals of all records."""
        return combined(self.years)


def summarise(records: Records) -> Summary:
    """Return the figures of the summary, in eight queries."""
    return Summary(
        years=totals_by_year(records),
        departments=by_department_and_year(records),
        forms=by_form_and_year(records),
        activity_fields=by_activity_field_and_year(records),
        recurrence=by_recurrence(records),
        participants=participants_by_year(records),
    )


def by_activity_field_and_year(records: Records) -> Table:
    """Return counts: 活動分野 in the order of the guideline, fiscal years from the oldest.

    A record counts under each field of its project, and once in the totals; those of
    projects without a field stand in the last row, of key "none" (未分類).
    """
    name = "project__activity_fields"
    rows = counts_of(
        records,
        f"{name}__municipality__code",
        f"{name}__municipality__name",
        f"{name}__sort_order",
        f"{name}__id",
        f"{name}__name",
        "fiscal_year",
    )
    keyed = [(row[f"{name}__id"] or "none", row["fiscal_year"], row["count"]) for row in rows]
    known = {
        (
            row[f"{name}__municipality__code"],
            row[f"{name}__sort_order"],
            row[f"{name}__id"],
            row[f"{name}__name"],
            row[f"{name}__municipality__name"],
        )
        for row in rows
        if row[f"{name}__id"]
    }
    several = len({code for code, *_rest in known}) > 1
    headings = [
        Heading(pk, label, place if several else "")
        for _code, _order, pk, label, place in sorted(known)
    ]
    if any(key == "none" for key, _year, _count in keyed):
        headings.append(Heading("none", _("未分類")))
    return counted_once(table_of(headings, year_headings(rows), cells_of(keyed)), records)
