"""What the pages of 関係団体 show: facts of what is published, nothing of persons."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.facets import FacetGroup, FacetValue, chips
from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.tables import counts_of
from kyodo_portal.listing.views import InvalidQuery
from kyodo_portal.open_data.formats import LIST_FORMATS
from projects.partners.choices import PartnerKind
from projects.partners.filters import PartnerFilter
from projects.partners.models import Partner


def partner_filterset(query: QueryDict) -> PartnerFilter:
    """Return the conditions of a query. Raises InvalidQuery."""
    filterset = PartnerFilter.of(query)
    if not filterset.is_valid():
        raise InvalidQuery(filterset.form)
    return filterset


def list_context(request: HttpRequest, filterset: PartnerFilter) -> dict[str, Any]:
    """Return the template's context: one page of partners with their number of projects."""
    page = page_of(filterset.rows().with_project_counts(), request.GET)
    path = reverse("projects:partner_list")
    facets = [municipality_facet(filterset), kind_facet(filterset)]
    return {
        "crumbs": [(_("関係団体"), "")],
        "action": path,
        "page": page,
        "partners": [_list_row(partner) for partner in page],
        "count": page.paginator.count,
        "facets": facets,
        "chips": chips(filterset, facets, path),
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
    }


def municipality_facet(filterset: PartnerFilter) -> FacetGroup:
    """Return the municipalities, each with its number of partners under the other conditions."""
    rows = counts_of(
        _without(filterset, "municipality"), "municipality__code", "municipality__name"
    )
    selected = filterset.data.getlist("municipality")
    values = [
        FacetValue(
            row["municipality__code"],
            row["municipality__name"],
            row["count"],
            row["municipality__code"] in selected,
        )
        for row in rows
    ]
    return FacetGroup("municipality", _("自治体"), values, [], is_more_open=False)


def kind_facet(filterset: PartnerFilter) -> FacetGroup:
    """Return the kinds, each with its number of partners under the other conditions."""
    counts = {row["kind"]: row["count"] for row in counts_of(_without(filterset, "kind"), "kind")}
    selected = filterset.data.getlist("kind")
    values = [
        FacetValue(kind, label, counts.get(kind, 0), kind in selected)
        for kind, label in PartnerKind.choices
        if kind in counts or kind in selected
    ]
    return FacetGroup("kind", _("種別"), values, [], is_more_open=False)


def _without(filterset: PartnerFilter, key: str) -> Any:
    query = filterset.data.copy()
    query.pop(key, None)
    return PartnerFilter.of(query).qs
