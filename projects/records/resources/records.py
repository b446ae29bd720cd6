"""What the lists of 協働事業 say to programs: JSON, CSV and Excel of what is shown."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.http import HttpRequest

from kyodo_portal.listing.facets import Facet, facets
from kyodo_portal.listing.pages import page_of
from kyodo_portal.open_data.exports import ROWS_AT_ONCE, page_json, with_host
from kyodo_portal.open_data.responses import Export
from kyodo_portal.spreadsheets.columns import Row, of_files
from projects.records.aggregates.totals import combined, totals_by_year
from projects.records.columns import RECORD_COLUMNS
from projects.records.filters.records import ProjectRecordFilter
from projects.records.resources.serializers import ProjectRecordSerializer
from projects.records.resources.workbooks import records_workbook
from projects.records.rows import attach_names


def records_export(request: HttpRequest, filterset: ProjectRecordFilter) -> Export:
    """Return the list of records under valid conditions."""
    return Export(
        name=file_name("collaboration_projects", filterset),
        json=lambda: records_json(request, filterset),
        columns=of_files(RECORD_COLUMNS),
        rows=lambda: record_rows(request, filterset),
        workbook=lambda: records_workbook(filterset, record_rows(request, filterset)),
        count=filterset.qs.count,
    )


def record_rows(request: HttpRequest, filterset: ProjectRecordFilter) -> Iterator[Row]:
    """Yield all rows in the shown order, with names; two queries for each 500."""
    found = filterset.rows().iterator(chunk_size=ROWS_AT_ONCE)
    while block := list(islice(found, ROWS_AT_ONCE)):
        for row in attach_names(block):
            yield with_host(request, row)


def records_json(request: HttpRequest, filterset: ProjectRecordFilter) -> dict[str, Any]:
    """Return the page: count, totals, facets, links to the neighbours, results as in the API."""
    page = page_of(filterset.rows(), request.GET)
    rows = attach_names(list(page))
    serializer = ProjectRecordSerializer(rows, many=True, context={"request": request})
    years = totals_by_year(filterset.qs)
    return {
        **page_json(request, filterset.data, page, serializer.data),
        "totals": asdict(combined(years)),
        "totals_by_year": [asdict(year) for year in years],
        "facets": [_facet_json(facet) for facet in facets(filterset)],
    }


def _facet_json(facet: Facet) -> dict[str, Any]:
    values = [{**asdict(value), "label": str(value.label)} for value in facet.values]
    return {"key": facet.key, "label": str(facet.label), "values": values}


def file_name(subject: str, filterset: ProjectRecordFilter) -> str:
    """Return 012131_collaboration_projects_2025: the one municipality and year, if one."""
    parts = [
        _only(filterset.qs, "municipality__code"),
        subject,
        _only(filterset.qs, "fiscal_year"),
    ]
    return "_".join(filter(None, parts))


def _only(records: Any, field: str) -> str:
    """Return the value that all records share, "" if there is none."""
    values = list(records.order_by().values_list(field, flat=True).distinct()[:2])
    return str(values[0]) if len(values) == 1 else ""
