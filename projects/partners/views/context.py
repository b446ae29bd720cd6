"""What the pages of 関係団体 show: facts of what is published, nothing of persons."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.chips import chips
from kyodo_portal.listing.facets import facet_groups
from kyodo_portal.listing.pages import page_of
from kyodo_portal.open_data.formats import LIST_FORMATS
from projects.partners.choices import PartnerKind
from projects.partners.filters import PartnerFilter
from projects.partners.models import Partner


def list_context(request: HttpRequest, filterset: PartnerFilter) -> dict[str, Any]:
    """Return the template's context: one page of partners with their numbers of projects and cases."""
    page = page_of(filterset.rows().with_public_counts(), request.GET)
    path = reverse("projects:partner_list")
    return {
        "crumbs": [(_("関係団体"), "")],
        "action": path,
        "page": page,
        "partners": [_list_row(partner) for partner in page],
        "count": page.paginator.count,
        "facets": facet_groups(filterset),
        "chips": chips(filterset, path),
        "q": filterset.data.get("q", ""),
        "has_records": bool(page.paginator.count) or Partner.objects.published().exists(),
        "formats": LIST_FORMATS,
    }


def _list_row(partner: Any) -> dict[str, Any]:
    return {
        "name": partner.name,
        "url": partner.get_absolute_url(),
        "municipality": partner.municipality.name,
        "kind": PartnerKind(partner.kind).label,
        "project_count": partner.project_count,
        "case_count": partner.case_count,
    }
