"""What the pages of 市長公約 say to programs: JSON, CSV and Excel of what is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from kyodo_portal.open_data.exports import with_host
from kyodo_portal.open_data.provenance import with_provenance
from kyodo_portal.open_data.responses import Export
from kyodo_portal.spreadsheets.columns import Row, of_files
from pledges.reports.aggregates.comparison import ComparedLine
from pledges.reports.aggregates.corrections import corrections_of
from pledges.reports.aggregates.tables import ReportLine, ReportTable
from pledges.reports.columns import COMPARISON_COLUMNS, LINE_COLUMNS
from pledges.reports.models.report import ProgressReport
from pledges.reports.resources.lists import PROGRESS_REPORTS
from pledges.reports.resources.workbooks import comparison_workbook, report_workbook
from pledges.reports.rows import line_row, progress_row
from pledges.sets.rows import number


def report_export(
    request: HttpRequest,
    report: ProgressReport,
    table: ReportTable,
    lines: Sequence[ReportLine],
    *,
    part: str = "",
) -> Export:
    """Return lines of a report in the shown order; `part` names an item in the file's name."""

    def rows() -> list[Row]:
        return [with_host(request, line_row(report, table, line)) for line in lines]

    parts = [report.municipality.code, "pledges", report.pledge_set.slug, part, report.fiscal_year]
    return Export(
        name="_".join(str(one) for one in parts if one),
        json=lambda: report_json(request, report, table, rows()),
        columns=of_files(LINE_COLUMNS),
        rows=rows,
        workbook=lambda: report_workbook(table, rows()),
        count=lambda: len(lines),
    )


def report_json(
    request: HttpRequest, report: ProgressReport, table: ReportTable, rows: Iterable[Row]
) -> dict[str, Any]:
    """Return a report with its rules, its lines and what was corrected since."""
    said = with_provenance(
        [report], [progress_row(report, table)], PROGRESS_REPORTS.sources([report])
    )
    return {
        "report": PROGRESS_REPORTS.answer(request, said)[0],
        "levels": [asdict(level) for level in table.levels],
        "results": list(rows),
        "corrections": [asdict(one) for one in corrections_of(report, table)],
    }


def comparison_export(
    earlier: ProgressReport, later: ProgressReport, compared: Sequence[ComparedLine]
) -> Export:
    """Return two reports side by side."""
    years = f"{earlier.fiscal_year}_{later.fiscal_year}"

    def rows() -> list[Row]:
        return [compared_row(one) for one in compared]

    return Export(
        name=f"{later.municipality.code}_pledges_{later.pledge_set.slug}_{years}",
        json=lambda: {
            "from": {"fiscal_year": earlier.fiscal_year, "as_of_text": earlier.as_of_text},
            "to": {"fiscal_year": later.fiscal_year, "as_of_text": later.as_of_text},
            "results": rows(),
        },
        columns=of_files(COMPARISON_COLUMNS),
        rows=rows,
        workbook=lambda: comparison_workbook(rows()),
        count=lambda: len(compared),
    )


def compared_row(one: ComparedLine) -> Row:
    """Return one compared item as files and JSON hold it."""
    return {
        "path": one.line.path,
        "level": one.line.level.name,
        "label": one.line.label,
        "title": one.line.title,
        "from_value": one.earlier,
        "to_value": one.later,
        "difference": number(one.difference),
        "way": str(one.trend.value),
        "reason": one.reason,
    }
