"""What the summary's page shows: sections of ratings, all indicators, the conditions."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.chips import chips
from kyodo_portal.listing.coverage import coverage
from kyodo_portal.listing.facets import facet_groups
from kyodo_portal.listing.figures import Section
from kyodo_portal.listing.queries import same_records
from kyodo_portal.listing.tables import Heading, Table
from kyodo_portal.listing.years import year_label, year_words
from policies import AREA
from policies.indicators.rules.values import change_in, value_in
from policies.indicators.views.table import ValueCell, cell_of, change_words, spark_of
from policies.plans.models.plan import PlanItem
from policies.sheets.aggregates.indicators import (
    SheetIndicator,
    coverage_of,
    sheet_indicators,
    years_of,
)
from policies.sheets.aggregates.ratings import by_branch, by_department, grades_of
from policies.sheets.filters import EvaluationSheetFilter
from policies.sheets.views.ratings import corner_of, ratings_section, result_words

SUMMARY_FORMATS = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator of the table; `change` is against the year before the sheet's."""

    found: SheetIndicator
    cells: list[ValueCell]
    change: str
    spark: Any


def summary_context(filterset: EvaluationSheetFilter) -> dict[str, Any]:
    """Return the template's context."""
    path = reverse("policies:summary")
    sheets = filterset.qs
    grades = grades_of(sheets)
    branches = by_branch(sheets, grades)
    found = sheet_indicators(sheets)
    years = years_of(found)
    covered = coverage(filterset, AREA)
    return {
        "crumbs": [(_("施策評価"), reverse("policies:tree")), (_("集計"), "")],
        "action": path,
        "chips": chips(filterset, path),
        "facets": facet_groups(filterset),
        "q": filterset.form.cleaned_data.get("q") or "",
        "coverage": covered,
        "is_no_data": not (covered.is_held or branches.total),
        "count": branches.total,
        "result": result_words(branches) if branches.total else "",
        "sections": sections(filterset, branches, by_department(sheets, grades)),
        "years": [year_words(year) for year in years],
        "lines": [line_of(one, years) for one in found],
        "year_coverage": coverage_of(found, years),
        "has_records": bool(branches.total) or EvaluationSheetFilter.everything().exists(),
        "formats": SUMMARY_FORMATS,
    }


def sections(
    filterset: EvaluationSheetFilter, branches: Table, departments: Table
) -> list[Section]:
    """Return the sections of ratings; nothing without a sheet."""
    if not branches.total:
        return []
    tops = top_items(filterset)
    corner = corner_of(item.level_name for item in tops.values())
    span = years_words(filterset)

    def department_url(heading: Heading) -> str:
        return reverse("policies:summary") + same_records(filterset, department=str(heading.key))

    return [
        ratings_section(
            "branches",
            _("%(level)sごとの反映区分") % {"level": corner},
            corner,
            branches,
            lambda heading: tops[int(heading.key)].get_absolute_url(),
            years=span,
        ),
        ratings_section(
            "departments",
            _("担当課ごとの反映区分"),
            _("担当課"),
            departments,
            department_url,
            years=span,
            note=_("1施策を複数の課が受け持つときは、それぞれの課に数え、計には1回だけ数えます。"),
        ),
    ]


def top_items(filterset: EvaluationSheetFilter) -> dict[int, PlanItem]:
    """Return the highest items over the sheets by id. One query."""
    plans = filterset.qs.order_by().values("plan_item__plan_id")
    items = PlanItem.objects.filter(plan__in=plans, parent__isnull=True).select_related("plan")
    return {item.pk: item for item in items}


def years_words(filterset: EvaluationSheetFilter) -> str:
    """Return the years of the query in words."""
    years = sorted(filterset.selected("fiscal_year"))
    if filterset.shows_all_years or not years:
        return _("すべての年度")
    return _("と").join(year_label(year) for year in years)


def line_of(found: SheetIndicator, years: list[int]) -> IndicatorLine:
    """Return one indicator over all years of the table, as far as its sheet shows them."""
    indicator, values = found.shown.indicator, found.shown.values
    change = change_in(indicator, values, found.sheet.fiscal_year)
    return IndicatorLine(
        found,
        [
            cell_of(value_in(values, year), is_current=year == found.sheet.fiscal_year)
            for year in years
        ],
        change_words(change) if change else "",
        spark_of(indicator, values, years),
    )
