"""What the gallery of case sheets shows: cards, and the conditions beside them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.chips import chips
from kyodo_portal.listing.facets import facet_groups
from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.queries import kept
from kyodo_portal.open_data.formats import LIST_FORMATS
from projects.cases.filters import CaseSheetFilter
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.rows import Row, case_row
from projects.cases.views.sheet_page import start_words


def gallery_context(request: HttpRequest, filterset: CaseSheetFilter) -> dict[str, Any]:
    """Return the template's context: one page of cards, and the conditions."""
    page = page_of(filterset.rows(), request.GET)
    path = reverse("projects:case_list")
    return {
        "crumbs": [(_("協働事例"), "")],
        "action": path,
        "page": page,
        "cards": [card(case_row(sheet)) for sheet in page],
        "count": page.paginator.count,
        "facets": facet_groups(filterset),
        "facets_keep": kept(filterset, names=["partner"]),
        "chips": chips(filterset, path),
        "q": filterset.data.get("q", ""),
        "has_records": bool(page.paginator.count) or CaseSheet.objects.published().exists(),
        "formats": LIST_FORMATS,
    }


def card(row: Row) -> dict[str, Any]:
    """Return what a card shows of a sheet."""
    return {
        "title": row["title"],
        "url": row["url"],
        "form": row["form"]["name"] if row["form"] else "",
        "start": start_words(row["start_year"], row["start_era"], row["start_text"]),
        "overview": row["overview"],
        "department": row["department_text"],
        "partner": "、".join(row["partner_text"].splitlines()),
        "municipality": row["municipality_name"],
    }
