"""Rules of a sheet's sections and steps, and what the search knows of a sheet."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.publishing.choices import Action
from kyodo_portal.publishing.registry import NewRelations, SearchText, check_rows
from policies.indicators.models import Indicator
from policies.indicators.rules.relations import check_once
from policies.plans.models.plan import PlanItem
from policies.plans.rules.relations import shown_names
from policies.sheets.models import EvaluationSheet, SheetSection

SECTION_FIELDS = ("department", "actions", "direction", "is_confirmed")


def clean_sections(sheet: EvaluationSheet, new_relations: NewRelations) -> None:
    """Refuse sections that break their rules, come twice, or are another municipality's."""
    sections: list[SheetSection] = new_relations["sections"]
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


def sheets_of_item(item: PlanItem) -> Iterable[EvaluationSheet]:
    """Return the sheets whose words hold those of an item."""
    return EvaluationSheet.objects.filter(plan_item=item).select_related("plan_item__plan")


def sheets_of_indicator(indicator: Indicator) -> Iterable[EvaluationSheet]:
    """Return the sheets that show an indicator."""
    return sheets_of_item(indicator.plan_item)
