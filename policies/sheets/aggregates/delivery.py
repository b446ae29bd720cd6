"""What of a fiscal year is not yet delivered: for staff only."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from kyodo_portal.organizations.access import Access
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR, visible
from policies.plans.models.plan import Plan, PlanItem
from policies.sheets.models import EvaluationSheet, SheetSection


@dataclass(frozen=True)
class DepartmentRow:
    """How many of a department's sheets stand in each state, in the order of State.

    waiting: how many of its sections are 要確認.
    """

    department: Department
    counts: list[int]
    waiting: int


@dataclass(frozen=True)
class OpenSheet:
    """A sheet that is not yet submitted, and its sections by whether they are confirmed."""

    sheet: EvaluationSheet
    waiting: list[SheetSection]
    confirmed: list[SheetSection]


@dataclass(frozen=True)
class Delivery:
    """One fiscal year of a plan. missing: the 施策 that have no sheet at all."""

    fiscal_year: int
    rows: list[DepartmentRow]
    open: list[OpenSheet]
    missing: list[PlanItem]


def sheet_years(plan: Plan, access: Access) -> list[int]:
    """Return the fiscal years in which a plan has sheets that somebody may see, newest first."""
    sheets = visible(EvaluationSheet.objects.filter(plan_item__plan=plan), access)
    years = sheets.order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    return list(years.distinct())


def delivery(plan: Plan, fiscal_year: int, access: Access) -> Delivery:
    """Return what of a year is not yet delivered, as far as somebody may see it.

    In five queries, however many sheets there are. A sheet of two departments counts for
    each of them.
    """
    rows = EvaluationSheet.objects.for_list().filter(plan_item__plan=plan, fiscal_year=fiscal_year)
    sheets = list(visible(rows, access))
    # Asked without regard to who may see a sheet: one that cannot be seen is not missing.
    measures = PlanItem.objects.filter(plan=plan, depth=len(plan.levels) - 1)
    missing = measures.exclude(sheets__fiscal_year=fiscal_year).order_by("path_code")
    return Delivery(
        fiscal_year,
        _by_department(sheets),
        [_open_sheet(sheet) for sheet in sheets if sheet.state in EDITABLE_BY_EDITOR],
        list(missing),
    )


def _by_department(sheets: list[Any]) -> list[DepartmentRow]:
    counts: dict[Department, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    waiting: dict[Department, int] = defaultdict(int)
    for sheet in sheets:
        for section in sheet.sections.all():
            counts[section.department][sheet.state] += 1
            waiting[section.department] += not section.is_confirmed
    in_order = sorted(counts, key=lambda found: (found.sort_order, found.pk))
    return [
        DepartmentRow(
            department, [counts[department][state] for state in State], waiting[department]
        )
        for department in in_order
    ]


def _open_sheet(sheet: Any) -> OpenSheet:
    sections = list(sheet.sections.all())
    return OpenSheet(
        sheet,
        [section for section in sections if not section.is_confirmed],
        [section for section in sections if section.is_confirmed],
    )
