"""The one funnel for writes of 施策評価, with what is decided only here.

Every function is keyword-only, atomic and ends in `publishing.funnel`; see there for the
errors: Stale, PermissionDenied, ValidationError.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import Access, access_of
from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Area, Door, State
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR
from projects.models import Project

from .models import (
    EvaluationSheet,
    Indicator,
    IndicatorValue,
    PlanItem,
    ProjectLink,
    SheetSection,
)


def is_coordinator(access: Access, municipality_id: int) -> bool:
    """Whether the user collects and publishes 施策評価 of a municipality."""
    return access.has_role(municipality_id, [Role.COORDINATOR], Area.POLICIES)


@transaction.atomic
def save_sheet(
    sheet: EvaluationSheet,
    *,
    sections: Sequence[SheetSection] | None = None,
    by: User,
    door: Door,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write a sheet with its sections; each department writes and confirms only its own.

    A confirmation is stamped with who and when; text changed by somebody who does not
    confirm it is 要確認 again.
    """
    relations: dict[str, list[Any]] = {}
    if sections is not None:
        relations["sections"] = list(sections)
        stored = {row.pk: row for row in SheetSection.objects.filter(sheet=sheet.pk)}
        for section in sections:
            stamp_confirmation(section, stored.get(section.pk), by)
        if door is not Door.FIXTURE:
            check_sections_allowed(sheet, sections, list(stored.values()), access_of(by))
    return funnel.save(
        sheet,
        relations=relations,
        by=by,
        door=door,
        expected_version=expected_version,
        reason=reason,
    )


def stamp_confirmation(section: SheetSection, stored: SheetSection | None, by: User) -> None:
    """Set who confirmed a section and when, to what its confirmation now says."""
    is_new = stored is None or not stored.is_confirmed or has_new_text(section, stored)
    if not section.is_confirmed:
        section.confirmed_at = section.confirmed_by = None
    elif is_new:
        section.confirmed_at, section.confirmed_by = timezone.now(), by
    elif stored is not None:
        section.confirmed_at, section.confirmed_by = stored.confirmed_at, stored.confirmed_by


def has_new_text(section: SheetSection, stored: SheetSection) -> bool:
    """Whether a section says something else than what is stored."""
    return (section.actions, section.direction) != (stored.actions, stored.direction)


def check_sections_allowed(
    sheet: EvaluationSheet,
    sections: Sequence[SheetSection],
    stored: Sequence[SheetSection],
    access: Access,
) -> None:
    """Raise PermissionDenied where somebody writes in another department's section."""
    if is_coordinator(access, sheet.plan_item.plan.municipality_id):
        return
    own = access.own_department_ids(Area.POLICIES)
    before = {row.pk: row for row in stored}
    touched = {
        row.department_id for pk, row in before.items() if pk not in {s.pk for s in sections}
    }
    for section in sections:
        old = before.get(section.pk)
        if old is None or old.department_id != section.department_id:
            touched |= {section.department_id} | ({old.department_id} if old else set())
        elif has_new_text(section, old) or section.is_confirmed != old.is_confirmed:
            touched.add(section.department_id)
    if touched - own:
        raise PermissionDenied(
            _("ほかの担当課の欄は直せません。自分の担当課の欄だけを書いてください。")
        )


@transaction.atomic
def save_indicator(
    indicator: Indicator,
    *,
    values: Sequence[IndicatorValue] | None = None,
    by: User,
    door: Door,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write an indicator with its values by year.

    A department changes values of its own 施策 in years whose sheet it has not handed in;
    what is published only the coordinator changes, with a reason.
    """
    relations: dict[str, list[Any]] = {}
    if values is not None:
        relations["values"] = sorted(values, key=lambda value: value.fiscal_year)
    if door is not Door.FIXTURE:
        check_indicator_allowed(indicator, relations.get("values"), access_of(by), reason)
    return funnel.save(
        indicator,
        relations=relations,
        by=by,
        door=door,
        expected_version=expected_version,
        reason=reason,
    )


def check_indicator_allowed(
    indicator: Indicator,
    values: Sequence[IndicatorValue] | None,
    access: Access,
    reason: str,
) -> None:
    """Raise PermissionDenied where somebody changes what is not theirs, or no longer theirs.

    Raises ValidationError where a published value would change without a reason.
    """
    sheets = EvaluationSheet.objects.filter(plan_item=indicator.plan_item)
    changed = changed_years(indicator, values)
    if is_coordinator(access, indicator.plan_item.plan.municipality_id):
        if changed & published_years(sheets, changed) and not reason.strip():
            raise ValidationError(
                {"reason": _("公開中の年度の実績値を直すときは、理由を書いてください。")}
            )
        return
    own = access.own_department_ids(Area.POLICIES)
    if not sheets.filter(sections__department_id__in=own).exists():
        raise PermissionDenied(_("この施策の指標を直す権限がありません。"))
    if has_new_words(indicator):
        raise PermissionDenied(
            _("指標の名前や単位、目標を直せるのは、取りまとめ担当だけです。実績値だけを書けます。")
        )
    if changed & closed_years(sheets, changed):
        raise PermissionDenied(
            _(
                "提出したあとの年度の実績値は、取りまとめ担当だけが直せます。取りまとめ担当に伝えてください。"
            )
        )


def changed_years(indicator: Indicator, values: Sequence[IndicatorValue] | None) -> set[int]:
    """Return the fiscal years of an indicator whose value, as-of text or note would change.

    A value that says nothing is as good as none.
    """
    if values is None or indicator.pk is None:
        return set()
    silent = ("", "", "")

    def told(rows: Sequence[IndicatorValue]) -> dict[int, tuple[str, str, str]]:
        return {row.fiscal_year: (row.value_text, row.as_of_text, row.note) for row in rows}

    before, after = told(list(IndicatorValue.objects.filter(indicator=indicator))), told(values)
    years = before.keys() | after.keys()
    return {year for year in years if before.get(year, silent) != after.get(year, silent)}


def published_years(sheets: Any, years: set[int]) -> set[int]:
    """Return which of these years a published sheet shows: those up to its own."""
    shown = sheets.filter(state=State.PUBLISHED).order_by("-fiscal_year")
    last = shown.values_list("fiscal_year", flat=True).first()
    return set() if last is None else {year for year in years if year <= last}


def closed_years(sheets: Any, years: set[int]) -> set[int]:
    """Return in which of these years a department writes no value any more."""
    handed_in = sheets.exclude(state__in=EDITABLE_BY_EDITOR).values_list("fiscal_year", flat=True)
    return published_years(sheets, years) | (years & set(handed_in))


def has_new_words(indicator: Indicator) -> bool:
    """Whether an indicator itself, not its values, says something else than what is stored."""
    stored = Indicator.objects.filter(pk=indicator.pk).first()
    own_fields = [
        field.attname
        for field in Indicator._meta.concrete_fields
        if field.editable and field.name != "id"
    ]
    return stored is None or any(
        getattr(stored, name) != getattr(indicator, name) for name in own_fields
    )


@transaction.atomic
def link_projects(
    item: PlanItem, projects: Iterable[Project], *, by: User, door: Door
) -> list[ProjectLink]:
    """Link an item of the plan to projects that serve it; those linked already stay as they are.

    Returns the new links.
    """
    linked = set(item.project_links.values_list("project_id", flat=True))
    made = []
    for project in projects:
        if project.pk not in linked:
            link = ProjectLink(plan_item=item, project=project)
            funnel.save(link, by=by, door=door, expected_version=None)
            made.append(link)
    return made
