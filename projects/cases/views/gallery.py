"""What the gallery of case sheets shows: cards, and the conditions beside them."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.facets import MOST_VALUES, FacetGroup, FacetValue, chips
from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.queries import kept
from kyodo_portal.listing.tables import counts_of
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.organizations.models import Department
from projects.cases.filters import UNKNOWN, CaseSheetFilter
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.models.involvement import Involvement
from projects.cases.rows import Row, case_row
from projects.cases.views.sheet_page import start_words
from projects.records.choices import CommonForm

Counted = dict[Any, tuple[Any, int]]


def gallery_context(request: HttpRequest, filterset: CaseSheetFilter) -> dict[str, Any]:
    """Return the template's context: one page of cards, and the conditions."""
    page = page_of(filterset.rows(), request.GET)
    path = reverse("projects:case_list")
    facets = facet_groups(filterset)
    return {
        "crumbs": [(_("協働事例"), "")],
        "action": path,
        "page": page,
        "cards": [card(case_row(sheet)) for sheet in page],
        "count": page.paginator.count,
        "facets": facets,
        "facets_keep": kept(filterset, names=["partner"]),
        "chips": chips(filterset, facets, path),
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


def facet_groups(filterset: CaseSheetFilter) -> list[FacetGroup]:
    """Return the facets, each counted within all other conditions."""
    makers = {
        "municipality": municipalities,
        "form": forms,
        "involvement": involvements,
        "start_decade": decades,
        "department": departments,
    }
    groups = [group(filterset, key, values_of) for key, values_of in makers.items()]
    return [found for found in groups if len(found.values) > 1 or found.key != "municipality"]


def group(filterset: CaseSheetFilter, key: str, values_of: Any) -> FacetGroup:
    """Return one facet; a selected value that no sheet has stands with 0, to be taken out."""
    query = filterset.data.copy()
    selected = query.getlist(key)
    query.pop(key, None)
    counted: Counted = values_of(CaseSheetFilter.of(query).qs, selected)
    values = [
        FacetValue(value, label, count, str(value) in selected)
        for value, (label, count) in counted.items()
    ]
    missing = [value for value in selected if value not in {str(one.value) for one in values}]
    values += [FacetValue(value, _("見つからない値"), 0, is_selected=True) for value in missing]
    more = values[MOST_VALUES:]
    return FacetGroup(
        key,
        filterset.filters[key].label,
        values[:MOST_VALUES],
        more,
        is_more_open=any(value.is_selected for value in more),
    )


def municipalities(sheets: Any, _selected: Iterable[str]) -> Counted:
    rows = counts_of(sheets, "municipality__code", "municipality__name")
    return {row["municipality__code"]: (row["municipality__name"], row["count"]) for row in rows}


def forms(sheets: Any, selected: Iterable[str]) -> Counted:
    rows = counts_of(sheets, "form__common_code")
    counts = {row["form__common_code"]: row["count"] for row in rows}
    return {
        code: (label, counts.get(code, 0))
        for code, label in CommonForm.choices
        if code in counts or code in selected
    }


def involvements(sheets: Any, selected: Iterable[str]) -> Counted:
    rows = counts_of(sheets, "involvement_id")
    counts = {row["involvement_id"]: row["count"] for row in rows}
    wanted = {*filter(None, counts), *map(int, selected)}
    # A level that only drafts have is not named: the city has not printed it yet.
    public = CaseSheet.objects.published().order_by().values("involvement_id")
    levels = Involvement.objects.for_list().filter(pk__in=wanted).filter(pk__in=public)
    return {level.pk: (level.name, counts.get(level.pk, 0)) for level in levels}


def decades(sheets: Any, selected: Iterable[str]) -> Counted:
    counts: dict[str, int] = {}
    for row in counts_of(sheets, "start_year"):
        year = row["start_year"]
        key = UNKNOWN if year is None else str(year // 10 * 10)
        counts[key] = counts.get(key, 0) + row["count"]
    return {key: (decade_label(key), counts.get(key, 0)) for key in sorted({*counts, *selected})}


def decade_label(key: str) -> str:
    """Return 1990年代, or the words for no year."""
    return _("年の記載なし") if key == UNKNOWN else _("%(year)s年代") % {"year": key}


def departments(sheets: Any, selected: Iterable[str]) -> Counted:
    rows = counts_of(sheets, "departments")
    counts = {row["departments"]: row["count"] for row in rows}
    wanted = {*filter(None, counts), *map(int, selected)}
    found = Department.objects.for_list().filter(pk__in=wanted)
    return {unit.pk: (unit.name, counts.get(unit.pk, 0)) for unit in found}
