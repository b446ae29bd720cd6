"""The kinds of record that policies owns: who writes them, their relations and words."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.choices import Action, Area
from kyodo_portal.publishing.registry import (
    Kind,
    SearchText,
    Wanted,
    check_rows,
    child_rows,
    registry,
)

from .models import (
    EvaluationSheet,
    Indicator,
    IndicatorValue,
    Plan,
    PlanItem,
    ProjectLink,
    RatingGrade,
    SheetSection,
)

SECTION_FIELDS = ("department", "actions", "direction", "is_confirmed")
VALUE_FIELDS = ("fiscal_year", "value_text", "as_of_text", "note")


def check_once(name: str, keys: Iterable[Any], message: str) -> None:
    """Raise ValidationError on `name` where a key comes twice; the message names it."""
    seen: set[Any] = set()
    for key in keys:
        if key in seen:
            raise ValidationError({name: message % {"key": key}})
        seen.add(key)


def clean_sections(sheet: EvaluationSheet, wanted: Wanted) -> None:
    """Refuse sections that break their rules, come twice, or are another municipality's."""
    sections: list[SheetSection] = wanted["sections"]
    check_rows("sections", sections, "sheet")
    for section in sections:
        if section.department.municipality_id != sheet.municipality_id:
            raise ValidationError(
                {
                    "sections": _("「%(name)s」は別の自治体の部署です。")
                    % {"name": section.department}
                }
            )
    departments = [section.department for section in sections]
    check_once("sections", departments, _("担当課「%(key)s」が二度あります。"))


def check_sheet_step(sheet: EvaluationSheet, action: str) -> None:
    """Refuse to submit a sheet before each department has confirmed its section."""
    if action != Action.SUBMIT:
        return
    waiting = sheet.sections.filter(is_confirmed=False).select_related("department")
    names = [section.department.name for section in waiting.order_by("position", "id")]
    if names or not sheet.sections.exists():
        listed = "、".join(names) or _("担当課が登録されていません")
        raise ValidationError(
            _(
                "「%(sheet)s」は、まだ全部の担当課が確認していません：%(names)s。確認がそろうと提出できます。"
            )
            % {"sheet": sheet, "names": listed}
        )


def check_value(indicator: Indicator, value: IndicatorValue) -> None:
    """Run the own rules of one value; the message names the indicator and the year."""
    try:
        check_rows("values", [value], "indicator")
    except ValidationError as error:
        year = value.fiscal_year
        where = f"「{indicator}」{format_fiscal_year(year) if year else ''}"
        texts = [text.partition("）：")[2] for text in error.messages]
        raise ValidationError({"values": [f"{where}：{text}" for text in texts]}) from error


def clean_values(indicator: Indicator, wanted: Wanted) -> None:
    """Refuse values that break their rules or stand twice for one year."""
    values: list[IndicatorValue] = wanted["values"]
    for value in values:
        check_value(indicator, value)
    years = [value.fiscal_year for value in values]
    check_once("values", years, _("%(key)s年度の実績値が二度あります。"))


def section_departments(sheet: EvaluationSheet) -> Iterable[int]:
    """Return the ids of the departments that write on a sheet."""
    if sheet._state.adding:
        return ()
    # Through all(): a list that has read the sections does not ask again for each sheet.
    return [section.department_id for section in sheet.sections.all()]


def sheet_text(sheet: EvaluationSheet) -> SearchText:
    """Return what a sheet is found by: its 施策, sections and indicators."""
    item = sheet.plan_item
    sections = sheet.sections.select_related("department").order_by("position", "id")
    texts = (
        item.code,
        item.text,
        sheet.department_text,
        sheet.notes,
        *(
            text
            for part in sections
            for text in (part.department.name, part.actions, part.direction)
        ),
        *shown_names(sheet),
    )
    is_public = sheet.is_published and item.plan.is_published
    return SearchText(str(item), texts, sheet.municipality_id, is_public)


def shown_names(sheet: EvaluationSheet) -> list[str]:
    """Return the names of the indicators that a sheet shows: none that begins later."""
    shown = sheet.plan_item.indicators.filter(values__fiscal_year__lte=sheet.fiscal_year)
    return list(shown.distinct().values_list("name", flat=True))


def item_text(item: PlanItem) -> SearchText:
    """Return what an item of a plan is found by."""
    texts = (item.code, item.title, item.text, item.current_state, item.goal, item.related_plans)
    return SearchText(str(item), texts, item.plan.municipality_id, item.plan.is_published)


def sheets_of_item(item: PlanItem) -> Iterable[EvaluationSheet]:
    """Return the sheets whose words hold those of an item."""
    return EvaluationSheet.objects.filter(plan_item=item).select_related("plan_item__plan")


def sheets_of_indicator(indicator: Indicator) -> Iterable[EvaluationSheet]:
    """Return the sheets that show an indicator."""
    return sheets_of_item(indicator.plan_item)


def rows_of_plan(plan: Plan) -> Iterable[Any]:
    """Return what is public only with its plan: its items and their sheets."""
    items = PlanItem.objects.filter(plan=plan).select_related("plan")
    sheets = EvaluationSheet.objects.filter(plan_item__plan=plan).select_related("plan_item__plan")
    return [*items, *sheets]


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
