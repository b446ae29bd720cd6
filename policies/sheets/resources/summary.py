"""What the summary of 施策評価 says to programs: its figures as JSON, CSV and Excel."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kyodo_portal.listing.coverage import coverage_lines
from kyodo_portal.listing.tables import Table
from kyodo_portal.open_data.exports import with_host, years_in_name
from kyodo_portal.open_data.provenance import with_provenance
from kyodo_portal.open_data.responses import Export
from kyodo_portal.spreadsheets.columns import Row, Value
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook
from policies import AREA
from policies.indicators.rows import indicator_row
from policies.sheets.aggregates.indicators import (
    SheetIndicator,
    coverage_of,
    sheet_indicators,
    years_of,
)
from policies.sheets.aggregates.ratings import by_branch, by_department, grades_of
from policies.sheets.columns import RATED_VALUE_COLUMNS
from policies.sheets.filters import EvaluationSheetFilter
from policies.sheets.resources.indicators import INDICATORS
from policies.sheets.resources.sheets import EVALUATION_SHEETS, file_name
from policies.sheets.resources.workbooks import summary_workbook, value_rows
from policies.sheets.rows.plain import rated_row


def summary_export(request: HttpRequest, filterset: EvaluationSheetFilter) -> Export:
    """Return the figures of the sheets under valid conditions."""

    def rows() -> Iterator[Row]:
        found = sheet_indicators(filterset.qs)
        return (with_host(request, _indicator(one)) for one in found)

    def workbook() -> TypedWorkbook:
        grades = grades_of(filterset.qs)
        branches, departments = (
            by_branch(filterset.qs, grades),
            by_department(filterset.qs, grades),
        )
        return summary_workbook(branches, departments, rows(), conditions_lines(filterset))

    years = [] if filterset.shows_all_years else filterset.selected("fiscal_year")
    return Export(
        name=file_name("policies_summary", years_in_name(years)),
        json=lambda: summary_json(request, filterset),
        columns=RATED_VALUE_COLUMNS,
        rows=lambda: value_rows(rows()),
        workbook=workbook,
        count=filterset.qs.count,
    )


def summary_json(request: HttpRequest, filterset: EvaluationSheetFilter) -> dict[str, Any]:
    """Return every figure of the summary page."""
    grades = grades_of(filterset.qs)
    found = sheet_indicators(filterset.qs)
    rows = with_provenance(
        [one.shown.indicator for one in found],
        [_indicator(one) for one in found],
        EVALUATION_SHEETS.sources([one.sheet for one in found]),
    )
    return {
        "count": filterset.qs.count(),
        "branches": _table_json(by_branch(filterset.qs, grades)),
        "departments": _table_json(by_department(filterset.qs, grades)),
        "coverage": [
            {
                "fiscal_year": year.fiscal_year,
                "indicators": year.total,
                "counted": year.counted,
                "not_measured": year.by_status["not_measured"],
                "not_due": year.by_status["not_due"],
                "not_entered": year.by_status["not_entered"],
            }
            for year in coverage_of(found, years_of(found))
        ],
        "indicators": INDICATORS.answer(request, rows),
    }


def _indicator(one: SheetIndicator) -> Row:
    return rated_row(indicator_row(one.shown.indicator, one.shown.values), one.sheet)


def _table_json(table: Table) -> dict[str, Any]:
    return {
        "ratings": [{"code": one.key, "label": one.note} for one in table.columns],
        "rows": [
            {
                "key": row.heading.key,
                "label": str(row.heading.label),
                "counts": row.counts,
                "total": row.total,
            }
            for row in table.rows
        ],
        "totals": table.totals,
        "total": table.total,
    }


def conditions_lines(filterset: EvaluationSheetFilter) -> Iterator[list[Value]]:
    """Yield what a file says of its conditions and of what they cover."""
    yield [_("条件"), filterset.in_words]
    yield from coverage_lines(
        AREA,
        fiscal_years=filterset.selected("fiscal_year"),
        codes=filterset.selected("municipality"),
    )
