"""What a 施策's page shows of one year, besides the sheet's own words."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.listing.coverage import coverage_text
from kyodo_portal.listing.tabs import KnownYear, year_tabs
from kyodo_portal.listing.years import age_words
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.publishing.models import Change, Edition
from policies import AREA
from policies.indicators.rows import indicators_of, shown_indicators
from policies.indicators.views.counted_forms import counted_lines
from policies.indicators.views.table import indicator_table
from policies.plans.models.plan import PlanItem
from policies.plans.rows.tree import Node, PlanTree
from policies.plans.validators import GOALS
from policies.plans.views.panels import projects_of
from policies.sheets.models import EvaluationSheet
from policies.sheets.views.branch_page import crumbs_of
from policies.sheets.views.tree_page import plan_facts, plan_name


def item_context(
    request: HttpRequest,
    tree: PlanTree,
    node: Node,
    sheet: EvaluationSheet | None,
    years: list[KnownYear],
) -> dict[str, Any]:
    """Return the template's context; `sheet` is None where no year is published."""
    item, plan = node.item, tree.plan
    editions = {
        edition.fiscal_year: edition
        for edition in Edition.objects.in_view(AREA, codes=[plan.municipality.code])
    }
    before, after = tree.neighbours_of(node)
    here = _("%(level)s %(code)s") % {"level": item.level_name, "code": item.path_code}
    return {
        "crumbs": crumbs_of(node, here),
        "kind": _("総合計画の%(level)s") % {"level": item.level_name},
        "kickers": [
            _("施策番号 %(code)s") % {"code": item.path_code},
            plan.municipality.name,
            plan_name(plan),
        ],
        "item": item,
        "above": node.above,
        "sheet": sheet,
        "age": age_of_sheet(sheet, years) if sheet else "",
        "tabs": year_tabs(years, editions, sheet.fiscal_year, request.path) if sheet else [],
        "goals": [(goal, GOALS[goal]) for goal in item.sdgs],
        "projects": [(one.name, one.get_absolute_url()) for one in projects_of(item)],
        "siblings": siblings_of(node),
        "before": before,
        "after": after,
        "siblings_title": _("同じ%(level)sの施策") % {"level": node.top.item.level_name},
        "plan_facts": plan_facts(plan, with_source=sheet is None),
        "formats": LIST_FORMATS,
        **(sheet_context(sheet, editions.get(sheet.fiscal_year)) if sheet else {}),
    }


def age_of_sheet(sheet: EvaluationSheet, years: Iterable[KnownYear]) -> str:
    """Say that no newer year of the 施策 is held than the sheet's, where that is old."""
    if sheet.fiscal_year < max(year.fiscal_year for year in years):
        return ""
    return age_words(sheet.fiscal_year, sheet.published_at)


def sheet_context(sheet: EvaluationSheet, edition: Edition | None) -> dict[str, Any]:
    """Return what belongs to the year shown."""
    shown = shown_indicators(
        indicators_of([sheet.plan_item_id])[sheet.plan_item_id], sheet.fiscal_year
    )
    sections = list(sheet.sections.all())
    return {
        "sections": sections,
        "departments": [section.department for section in sections],
        "table": indicator_table(shown, sheet.fiscal_year, sheet.notes.splitlines()),
        "sheet_notes": [note for note in sheet.notes.splitlines() if note] if not shown else [],
        "counted": counted_lines(shown, sheet.municipality_id),
        "edition": edition,
        "coverage": [coverage_text(edition)] if edition else [],
        "published_on": timezone.localdate(sheet.published_at),
        "changes": Change.objects.history_of(sheet),
    }


def siblings_of(node: Node) -> list[tuple[str, str]]:
    """Return the other 施策 of the same branch of the highest level."""
    return [
        (measure_words(one), one.item.get_absolute_url())
        for one in node.top.measures
        if one is not node
    ]


def measure_words(node: Node) -> str:
    """Return a 施策's code with its sentence."""
    return f"{node.item.path_code} {node.item.title or node.item.text}"


def item_json_more(item: PlanItem, sheet: EvaluationSheet | None) -> dict[str, Any]:
    """Return what the JSON of a 施策 says besides its sheets: linked and counted 協働事業."""
    shown: Iterable[Any] = []
    if sheet:
        shown = shown_indicators(indicators_of([item.pk])[item.pk], sheet.fiscal_year)
    return {
        "projects": [{"id": one.pk, "name": one.name} for one in projects_of(item)],
        "counted": [
            {
                "indicator": line.name,
                "fiscal_year": line.fiscal_year,
                "stated": line.stated,
                "derived": line.derived,
                "difference": line.difference,
            }
            for line in counted_lines(list(shown), item.plan.municipality_id)
        ],
    }
