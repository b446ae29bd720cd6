"""What the pages of 関係団体 show: facts of what is published, nothing of persons."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.pages import page_of
from kyodo_portal.query_values import PublicFilter

from ..aggregates import Heading, Table, by_department_and_year, counts_of, number_of_projects
from ..choices import PartnerKind
from ..facets import FacetValue
from ..filters import ALL_YEARS, ProjectRecordFilter
from ..models import CaseSheet, Partner
from ..register_filters import PartnerFilter
from .conditions import Chip, FacetGroup, query_of
from .files import FORMATS
from .record_list import rows_for_table
from .refusals import UnreadableQuery
from .summary_tables import Figures, by_year
from .summary_words import span


def partner_conditions(query: QueryDict) -> PartnerFilter:
    """Return the conditions of a query. Raises UnreadableQuery."""
    conditions = PartnerFilter.of(query)
    if not conditions.is_valid():
        raise UnreadableQuery(conditions.form)
    return conditions


def list_context(request: HttpRequest, conditions: PartnerFilter) -> dict[str, Any]:
    """Return the template's context: one page of partners with their number of projects."""
    page = page_of(conditions.rows().with_project_counts(), request.GET)
    path = reverse("projects:partner_list")
    facets = [municipality_facet(conditions), kind_facet(conditions)]
    return {
        "crumbs": [(_("関係団体"), "")],
        "action": path,
        "page": page,
        "partners": [_list_row(partner) for partner in page],
        "count": page.paginator.count,
        "facets": facets,
        "chips": chips(conditions, facets, path),
        "q": conditions.data.get("q", ""),
        "has_records": bool(page.paginator.count) or Partner.objects.published().exists(),
        "formats": FORMATS,
    }


def _list_row(partner: Any) -> dict[str, Any]:
    return {
        "name": partner.name,
        "url": partner.get_absolute_url(),
        "municipality": partner.municipality.name,
        "kind": PartnerKind(partner.kind).label,
        "project_count": partner.project_count,
    }


def municipality_facet(conditions: PartnerFilter) -> FacetGroup:
    """Return the municipalities, each with its number of partners under the other conditions."""
    rows = counts_of(
        _without(conditions, "municipality"), "municipality__code", "municipality__name"
    )
    selected = conditions.data.getlist("municipality")
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


def kind_facet(conditions: PartnerFilter) -> FacetGroup:
    """Return the kinds, each with its number of partners under the other conditions."""
    counts = {row["kind"]: row["count"] for row in counts_of(_without(conditions, "kind"), "kind")}
    selected = conditions.data.getlist("kind")
    values = [
        FacetValue(kind, label, counts.get(kind, 0), kind in selected)
        for kind, label in PartnerKind.choices
        if kind in counts or kind in selected
    ]
    return FacetGroup("kind", _("種別"), values, [], is_more_open=False)


def _without(conditions: PartnerFilter, key: str) -> Any:
    query = conditions.data.copy()
    query.pop(key, None)
    return PartnerFilter.of(query).qs


def chips(conditions: PublicFilter, facets: list[FacetGroup], path: str) -> list[Chip]:
    """Return the conditions in force, each with the address that takes it out."""
    labels = {
        (facet.key, str(value.value)): value.label for facet in facets for value in facet.values
    }
    found = []
    for key, values in conditions.data.lists():
        for value in values:
            query = conditions.data.copy()
            query.setlist(key, [other for other in values if other != value])
            label = f"「{value}」" if key == "q" else labels.get((key, value), value)
            found.append(Chip(label, path + query_of(query)))
    return found


def records_of(partner: Partner) -> ProjectRecordFilter:
    """Return the published records of a partner in all years, under any spelling."""
    data = QueryDict(mutable=True)
    data["partner"], data["fiscal_year"] = str(partner.pk), ALL_YEARS
    conditions = ProjectRecordFilter.of(data)
    conditions.is_valid()
    return conditions


def detail_context(
    request: HttpRequest, partner: Partner, conditions: ProjectRecordFilter
) -> dict[str, Any]:
    """Return the template's context: the partner's projects, years and departments."""
    page = page_of(conditions.rows(), request.GET)
    table = by_department_and_year(conditions.qs)
    years = table.columns
    return {
        "crumbs": [(_("関係団体"), reverse("projects:partner_list")), (partner.name, "")],
        "partner": partner,
        "kind": PartnerKind(partner.kind).label,
        "kickers": [partner.municipality.name],
        "is_class": partner.kind == PartnerKind.GENERIC,
        "is_city": partner.kind == PartnerKind.CITY_UNIT,
        "facts": facts(table, number_of_projects(conditions.qs)),
        "page": page,
        "rows": rows_for_table(page.object_list),
        "count": page.paginator.count,
        "only_year": years[0].key if len(years) == 1 else None,
        "figures": department_figures(table, partner),
        "cases": list(CaseSheet.objects.published().with_partners([partner.pk]).titles()),
        "formats": FORMATS,
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
        return reverse("projects:list") + query_of(query)

    return by_year(
        table,
        caption=_("部署 × 年度（件）"),
        corner=_("所管部"),
        total_label=_("計"),
        url_of=url_of,
        key="departments",
    )
