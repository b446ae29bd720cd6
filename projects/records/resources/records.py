"""What the lists of 協働事業 say to programs: JSON, CSV and Excel of what is shown."""

from dataclasses import asdict, replace
from typing import Any

from django.http import HttpRequest

from kyodo_portal.listing.facets import Facet, facets
from kyodo_portal.open_data.exports import years_in_name
from kyodo_portal.open_data.responses import Export
from projects.records.aggregates.totals import combined, totals_by_year
from projects.records.filters.records import ProjectRecordFilter
from projects.records.resources.lists import PROJECT_RECORDS
from projects.records.resources.workbooks import records_workbook


def records_export(request: HttpRequest, filterset: ProjectRecordFilter) -> Export:
    """Return the list of records under valid conditions."""
    export = PROJECT_RECORDS.export(
        request, filterset, file_name("collaboration_projects", filterset)
    )
    return replace(
        export,
        json=lambda: records_json(request, filterset),
        workbook=lambda: records_workbook(filterset, export.rows()),
    )


def records_json(request: HttpRequest, filterset: ProjectRecordFilter) -> dict[str, Any]:
    """Return the page: count, totals, facets, links to the neighbours, results as in the API."""
    years = totals_by_year(filterset.qs)
    return {
        **PROJECT_RECORDS.page(request, filterset),
        "totals": asdict(combined(years)),
        "totals_by_year": [asdict(year) for year in years],
        "facets": [_facet_json(facet) for facet in facets(filterset)],
    }


def _facet_json(facet: Facet) -> dict[str, Any]:
    values = [{**asdict(value), "label": str(value.label)} for value in facet.values]
    return {"key": facet.key, "label": str(facet.label), "values": values}


def file_name(subject: str, filterset: ProjectRecordFilter) -> str:
    """Return 012131_collaboration_projects_2025: the one municipality, if one, and the years.

    The years are those that were asked for, whatever of them is held.
    """
    records = filterset.qs.order_by()
    codes = list(records.values_list("municipality__code", flat=True).distinct()[:2])
    years = [] if filterset.shows_all_years else filterset.selected("fiscal_year")
    place = codes[0] if len(codes) == 1 else ""
    return "_".join(filter(None, [place, subject, years_in_name(years)]))
