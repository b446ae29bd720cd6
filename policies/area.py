"""What 施策評価 brings to the site."""

from kyodo_portal.listing.areas import Counts, counted_by_year
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Area
from kyodo_portal.publishing.registry import Kind, child_rows, registry
from kyodo_portal.staff.contributions import contributions
from policies.indicators.models import Indicator, IndicatorValue
from policies.indicators.rules.relations import VALUE_FIELDS, clean_values
from policies.plans.models.link import ProjectLink
from policies.plans.models.plan import Plan, PlanItem, RatingGrade
from policies.plans.rules.relations import item_text, rows_of_plan
from policies.sheets.models import EvaluationSheet, SheetSection
from policies.sheets.rules import (
    SECTION_FIELDS,
    check_sheet_step,
    clean_sections,
    section_departments,
    sheet_text,
    sheets_of_indicator,
    sheets_of_item,
)


def published_evaluation_sheets() -> Counts:
    """Return the numbers of published 施策評価表, in one query."""
    return counted_by_year(EvaluationSheet.objects.published())


def register_staff() -> None:
    """Add the staff's lists."""
    contributions.add(daily=["policies.evaluationsheet"], registers=["policies.plan"])


def register_kinds() -> None:
    """Register plan, grade, item, indicator and sheet with the funnel."""
    area = Area.POLICIES
    of_plan = "plan__municipality_id"
    registry.register(Kind(model=Plan, area=area, dependents=rows_of_plan))
    registry.register(Kind(model=RatingGrade, area=area, municipality_lookup=of_plan))
    registry.register(
        Kind(
            model=PlanItem,
            area=area,
            municipality_lookup=of_plan,
            search_text=item_text,
            dependents=sheets_of_item,
        )
    )
    registry.register(
        Kind(model=ProjectLink, area=area, municipality_lookup="plan_item__plan__municipality_id")
    )
    _register_yearly_kinds(area)


def _register_yearly_kinds(area: Area) -> None:
    """Register what departments fill in each year: indicators and sheets."""
    registry.register(
        Kind(
            model=Indicator,
            area=area,
            municipality_lookup="plan_item__plan__municipality_id",
            change_roles=frozenset({Role.EDITOR, Role.COORDINATOR}),
            relations=(
                child_rows("values", IndicatorValue, "indicator", VALUE_FIELDS, "fiscal_year"),
            ),
            clean_relations=clean_values,
            dependents=sheets_of_indicator,
        )
    )
    registry.register(
        Kind(
            model=EvaluationSheet,
            area=area,
            change_roles=frozenset({Role.EDITOR, Role.COORDINATOR}),
            relations=(
                child_rows("sections", SheetSection, "sheet", SECTION_FIELDS, "department"),
            ),
            clean_relations=clean_sections,
            check_step=check_sheet_step,
            search_text=sheet_text,
            departments=section_departments,
            department_lookup="sections__department_id",
        )
    )
