"""What the list of yearly records shows."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kyodo_portal.listing.chips import chips
from kyodo_portal.listing.coverage import coverage
from kyodo_portal.listing.facets import facet_groups, municipalities_in_view
from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.queries import kept, same_records
from kyodo_portal.listing.years import year_label
from kyodo_portal.open_data.formats import LIST_FORMATS
from projects import AREA
from projects.records.aggregates.totals import Totals, totals_by_year
from projects.records.choices import ParticipantsStatus
from projects.records.filters.records import ProjectRecordFilter
from projects.records.models.record import ProjectRecord
from projects.records.querysets import SORTS
from projects.records.rows import attach_names


def list_context(request: HttpRequest, filterset: ProjectRecordFilter) -> dict[str, Any]:
    """Return the template's context: one page of rows, their totals, and the conditions."""
    parts = totals_by_year(filterset.qs)
    page = page_of(filterset.rows(), request.GET)
    rows = rows_for_table(page.object_list)
    path = reverse("projects:list")
    groups = facet_groups(filterset)
    covered = coverage(filterset, AREA)
    return {
        "action": path,
        "page": page,
        "rows": rows,
        "count": page.paginator.count,
        "has_records": bool(rows) or ProjectRecord.objects.published().exists(),
        "only_year": parts[0].fiscal_year if len(parts) == 1 else None,
        "sponsorships": sum(part.sponsorships for part in parts),
        "without_sponsorships": sum(part.without_sponsorships for part in parts),
        "participants": participants(parts[0]) if len(parts) == 1 else None,
        "years": [(year_label(part.fiscal_year or 0), participants(part)) for part in parts],
        "several_municipalities": len(municipalities_in_view(groups)) > 1,
        "coverage": covered,
        "is_no_data": not (covered.is_held or page.paginator.count),
        "chips": chips(filterset, path),
        "facets": groups,
        "facets_keep": kept(filterset, names=["sort", "partner"]),
        "q": filterset.data.get("q", ""),
        "sorts": SORTS,
        "sort": filterset.data.get("sort", SORTS[0][0]),
        "toolbar_keep": kept(filterset, without="sort"),
        "summary_url": reverse("projects:summary") + same_records(filterset),
        "formats": LIST_FORMATS,
        "without_records": projects_without_records(filterset, page.number),
    }


def rows_for_table(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of `for_list()` with their names, and words where there is no number."""
    found = attach_names(list(rows))
    for row in found:
        row["participants_words"] = ParticipantsStatus(row["participants_status"]).label
    return found


def participants(part: Totals) -> dict[str, Any]:
    """Return one year's figures as the component result_sentence.html reads them."""
    return {
        "total": part.participants,
        "unknown": part.unknown,
        "not_applicable": part.not_applicable,
        "not_entered": part.not_entered,
        "sponsored": part.sponsored_participants,
        "others": part.participants_without_sponsorships,
    }


def projects_without_records(filterset: ProjectRecordFilter, page_number: int) -> Any:
    """Return 年度の記録のない事業 under these conditions, on the first page of the list."""
    return [] if page_number > 1 else list(filterset.projects_without_records().for_list())
