"""What the summary of 協働事業 says to programs: its figures as JSON, CSV and Excel."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.addresses import absolute_url, canonical_query
from kyodo_portal.listing.tables import Heading, Table
from kyodo_portal.open_data.responses import Export
from kyodo_portal.spreadsheets.columns import Row, of_files
from projects.records.aggregates.summary import Summary, summarise
from projects.records.aggregates.totals import Totals
from projects.records.columns import SUMMARY_COLUMNS
from projects.records.filters.records import ProjectRecordFilter
from projects.records.resources.lists import PROJECT_RECORDS
from projects.records.resources.records import file_name
from projects.records.resources.workbooks import label_of, summary_workbook


def summary_export(request: HttpRequest, filterset: ProjectRecordFilter) -> Export:
    """Return the figures of the records under valid conditions."""
    return Export(
        name=file_name("collaboration_projects_summary", filterset),
        json=lambda: summary_json(request, filterset),
        columns=of_files(SUMMARY_COLUMNS),
        rows=lambda: summary_rows(summarise(filterset.qs)),
        workbook=lambda: summary_workbook(
            filterset, summarise(filterset.qs), PROJECT_RECORDS.file_rows(request, filterset)
        ),
        count=filterset.qs.count,
    )


def summary_json(request: HttpRequest, filterset: ProjectRecordFilter) -> dict[str, Any]:
    """Return every figure of the summary page."""
    summary = summarise(filterset.qs)
    participants = [
        {
            **asdict(year.totals),
            "departments": [
                {"department": heading.key, "name": label_of(heading), **asdict(part)}
                for heading, part in year.departments
            ],
        }
        for year in summary.participants
    ]
    return {
        "totals": asdict(summary.totals),
        "totals_by_year": [asdict(year) for year in summary.years],
        "departments": _table_json(summary.departments),
        "forms": _table_json(summary.forms),
        "activity_fields": _table_json(summary.activity_fields),
        "recurrence": _table_json(summary.recurrence),
        "participants": participants,
        "list": absolute_url(request, reverse("projects:list") + canonical_query(filterset.data)),
    }


def _table_json(table: Table) -> dict[str, Any]:
    return {
        "columns": [column.key for column in table.columns],
        "rows": [
            {
                "key": row.heading.key,
                "label": label_of(row.heading),
                "counts": row.counts,
                "total": row.total,
            }
            for row in table.rows
        ],
        "totals": table.totals,
        "total": table.total,
    }


def summary_rows(summary: Summary) -> Iterator[Row]:
    """Yield every figure of the summary as one line, for programs that read tables."""
    yield from _by_year(_("部署×年度"), summary.departments)
    yield from _by_year(_("形態×年度"), summary.forms)
    yield from _by_year(_("活動分野×年度"), summary.activity_fields)
    yield from _sponsorships(summary.years)
    for row in summary.recurrence.rows:
        for column, count in zip(summary.recurrence.columns, row.counts, strict=True):
            yield _line(_("実施区分"), None, row.heading, str(column.label), count)
    for column, count in zip(summary.recurrence.columns, summary.recurrence.totals, strict=True):
        yield _line(_("実施区分"), None, Heading("", _("計")), str(column.label), count)
    for year in summary.participants:
        for heading, part in year.departments:
            yield _people(year.totals.fiscal_year, heading, part)
        yield _people(year.totals.fiscal_year, Heading("", _("計")), year.totals)
        yield from _sponsored_people(year.totals)


def _by_year(name: str, table: Table) -> Iterator[Row]:
    for row in table.rows:
        for column, count in zip(table.columns, row.counts, strict=True):
            yield _line(name, column.key, row.heading, "", count)
    for column, count in zip(table.columns, table.totals, strict=True):
        yield _line(name, column.key, Heading("", _("計")), "", count)


def _sponsorships(years: list[Totals]) -> Iterator[Row]:
    """Yield 後援を除く and 後援 of each year, the oldest first, where any record is 後援."""
    if not any(year.sponsorships for year in years):
        return
    for year in sorted(years, key=lambda year: year.fiscal_year or 0):
        for label, count in (
            (_("後援を除く"), year.without_sponsorships),
            (_("後援"), year.sponsorships),
        ):
            yield _line(_("後援"), year.fiscal_year, Heading("", label), "", count)


def _sponsored_people(totals: Totals) -> Iterator[Row]:
    """Yield 市民参加人数 of one year without and of 後援, where anybody is counted under it."""
    if totals.sponsored_participants is None:
        return
    for label, people in (
        (_("後援を除く"), totals.participants_without_sponsorships),
        (_("後援"), totals.sponsored_participants),
    ):
        line = _line(_("市民参加人数"), totals.fiscal_year, Heading("", label), "", people)
        yield {**line, "unit": _("人")}


def _line(name: str, year: Any, heading: Heading, column: str, value: int | None) -> Row:
    return {
        "table": name,
        "fiscal_year": year,
        "municipality": heading.note,
        "row": str(heading.label),
        "column": column,
        "value": value,
        "unit": _("件"),
    }


def _people(year: int | None, heading: Heading, part: Totals) -> Row:
    words = _("人数のある%(count)s件の合計") % {"count": part.counted}
    line = _line(_("市民参加人数"), year, heading, words, part.participants)
    return {**line, "unit": _("人")}
