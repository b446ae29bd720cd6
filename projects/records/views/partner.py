"""関係団体: the page of one partner with its records."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.listing.addresses import canonical_query
from kyodo_portal.listing.figures import Figures, by_year
from kyodo_portal.listing.filterset import ALL_YEARS
from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.tables import Heading, Table
from kyodo_portal.listing.views import FilteredView
from kyodo_portal.listing.years import span
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.open_data.responses import requested_format, respond
from projects.cases.models.case_sheet import CaseSheet
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner
from projects.records.aggregates.tables import by_department_and_year
from projects.records.aggregates.totals import number_of_projects
from projects.records.filters.records import ProjectRecordFilter
from projects.records.resources.records import records_export
from projects.records.views.list_page import rows_for_table
from projects.records.views.project import same_query


class PartnerDetail(FilteredView):
    """What is known of one partner: its projects, years and departments."""

    heading = gettext_lazy("関係団体")
    parameters = ("page", "format")

    def respond(self, request, pk):
        if target := Partner.objects.merged_from(pk).first():
            return HttpResponsePermanentRedirect(same_query(target, request))
        partner = get_object_or_404(Partner.objects.published().for_list(), pk=pk)
        filterset = records_of(partner)
        if wanted := requested_format(request):
            export = records_export(request, filterset)
            return respond(wanted, replace(export, name=f"{export.name}_partner_{partner.pk}"))
        context = detail_context(request, partner, filterset)
        return render(request, "projects/partners/detail.html", context)


def records_of(partner: Partner) -> ProjectRecordFilter:
    """Return the published records of a partner in all years, under any spelling."""
    data = QueryDict(mutable=True)
    data["partner"], data["fiscal_year"] = str(partner.pk), ALL_YEARS
    filterset = ProjectRecordFilter.of(data)
    filterset.is_valid()
    return filterset


def detail_context(
    request: HttpRequest, partner: Partner, filterset: ProjectRecordFilter
) -> dict[str, Any]:
    """Return the template's context: the partner's projects, years and departments."""
    page = page_of(filterset.rows(), request.GET)
    table = by_department_and_year(filterset.qs)
    years = table.columns
    return {
        "crumbs": [(_("関係団体"), reverse("projects:partner_list")), (partner.name, "")],
        "partner": partner,
        "kind": PartnerKind(partner.kind).label,
        "kickers": [partner.municipality.name],
        "is_class": partner.kind == PartnerKind.GENERIC,
        "is_city": partner.kind == PartnerKind.CITY_UNIT,
        "facts": facts(table, number_of_projects(filterset.qs)),
        "page": page,
        "rows": rows_for_table(page.object_list),
        "count": page.paginator.count,
        "only_year": years[0].key if len(years) == 1 else None,
        "figures": department_figures(table, partner),
        "cases": list(CaseSheet.objects.published().with_partners([partner.pk]).titles()),
        "formats": LIST_FORMATS,
    }


def facts(table: Table, projects: int) -> list[dict[str, Any]]:
    """Return the figures at the head: projects, departments, years; none without records."""
    if not table.columns:
        return []
    return [
        {"label": _("協働事業"), "value": f"{projects:,}", "unit": _("件")},
        {"label": _("所管部"), "value": f"{len(table.rows):,}", "unit": _("部署")},
        {"label": _("記録のある年度"), "value": span(table.columns), "is_text": True},
    ]


def department_figures(table: Table, partner: Partner) -> Figures:
    """Return the partner's records by department and year."""

    def url_of(heading: Heading) -> str:
        query = QueryDict(mutable=True)
        query["department"], query["partner"] = str(heading.key), str(partner.pk)
        query["fiscal_year"] = ALL_YEARS
        return reverse("projects:list") + canonical_query(query)

    return by_year(
        table,
        caption=_("部署 × 年度（件）"),
        corner=_("所管部"),
        total_label=_("計"),
        url_of=url_of,
        key="departments",
    )
