"""The page of one department: its years, figures, records, partners and history."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kyodo_portal.listing.filterset import ALL_YEARS
from kyodo_portal.listing.panels import RelatedPanel, related_panels
from kyodo_portal.listing.tabs import KnownYear, Tab, year_tab
from kyodo_portal.listing.years import fiscal_year_label
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.models import Edition
from kyodo_portal.site.organizations.department_counts import is_count_known
from kyodo_portal.site.organizations.department_year import DepartmentYear, department_year
from kyodo_portal.text import Label
from policies.models import EvaluationSheet
from policies.sheets.rows.plain import department_sheets
from projects import AREA as PROJECTS
from projects.models import CaseSheet, Partner
from projects.records.aggregates.totals import Totals
from projects.records.filters.records import ProjectRecordFilter
from projects.records.views.summary_words import sponsored_people_note, sponsorship_note


@dataclass(frozen=True)
class Fact:
    """A figure at the head of a page, as the component facts.html shows it."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    is_empty: bool = False
    is_text: bool = False


@dataclass(frozen=True)
class DepartmentPage:
    """Everything the page shows. `year` is None where there is neither record nor edition.

    edition: of the year shown, None for データなし. conditions: those of the year's records,
    for the files; list_url: the same records in the list. is_count_known: whether a year without
    records is 0, or only tells nothing of this department. names: as what the department
    itself is a 関係団体 of published records. cases: its published case sheets. sheets: the
    newest published one of each 施策 that the department, or one below it, works on.
    """

    department: Department
    year: DepartmentYear | None
    edition: Edition | None
    is_count_known: bool
    facts: list[Fact]
    tabs: list[Tab]
    list_url: str
    filterset: ProjectRecordFilter
    names: list[Partner]
    panels: list[RelatedPanel]
    sheets: list[EvaluationSheet]
    cases: list[CaseSheet]

    @property
    def left_out(self) -> str:
        """Return what the year's 市民参加人数 leaves out: 不明1件を除く, or nothing."""
        return left_out(self.year.totals).removeprefix("、") if self.year else ""


def department_page(department: Department, fiscal_year: int | None) -> DepartmentPage:
    """Return the page in a year, by default the newest in which the department has records."""
    editions = _editions(department)
    year = department_year(department, fiscal_year=fiscal_year, default=max(editions, default=None))
    shown = year.fiscal_year if year else None
    filterset = _filterset(department, shown)
    edition = editions.get(shown) if shown else None
    is_known = bool(year and (year.rows or (edition and is_count_known(department, shown or 0))))
    return DepartmentPage(
        department=department,
        year=year,
        edition=edition,
        is_count_known=is_known,
        facts=facts(year, is_held=edition is not None, is_known=is_known) if year else [],
        tabs=tabs_of(year, department.get_absolute_url()) if year else [],
        list_url=f"{reverse('projects:list')}?{filterset.data.urlencode()}",
        filterset=filterset,
        names=list(Partner.objects.published().filter(department=department)),
        panels=related_panels.of(department),
        sheets=department_sheets(department),
        cases=published_cases(department),
    )


def published_cases(department: Department) -> list[CaseSheet]:
    """Return the published case sheets of a department and of what is below it, by title."""
    below = Department.objects.below([department.pk])
    return list(CaseSheet.objects.published().of_departments(below).titles())


def facts(year: DepartmentYear, *, is_held: bool, is_known: bool) -> list[Fact]:
    """Return the figures of a department's year.

    is_held: whether an edition covers it; is_known: whether its source tells this department
    from others.
    """
    label = _("協働事業　%(year)s") % {"year": fiscal_year_label(year.fiscal_year)}
    if not is_held and not year.rows:
        return [_empty(label, _("データなし"))]
    if not is_known:
        return [_empty(label, _("課の別は資料に記載なし"))]
    if not year.rows:
        return [_figure(label, 0, _("件"))]
    partners = _figure(_("関係団体"), len(year.partners), _("団体"), _city_units_note(year))
    return [
        _figure(label, year.totals.records, _("件"), sponsorship_note(year.totals)),
        participants_fact(year.totals),
        partners,
        first_years_fact(year.first_years),
    ]


def participants_fact(totals: Totals) -> Fact:
    """Return 市民参加人数 of a year, with what it leaves out."""
    label = _("市民参加人数")
    if totals.participants is None:
        return _empty(label, _("不明") if totals.unknown else _("資料に記載なし"))
    note = _("延べ・市の報告の合計") + left_out(totals)
    kinds = _("、").join(filter(None, [note, sponsored_people_note(totals)]))
    return _figure(label, totals.participants, _("人"), kinds)


def left_out(totals: Totals) -> str:
    """Return 、不明1件を除く and so on; "" where nothing is left out."""
    words = ""
    if totals.unknown:
        words += _("、不明%(count)s件を除く") % {"count": f"{totals.unknown:,}"}
    if totals.not_applicable:
        words += _("、該当なし%(count)s件を除く") % {"count": f"{totals.not_applicable:,}"}
    if totals.not_entered:
        words += _("、記載なし%(count)s件を除く") % {"count": f"{totals.not_entered:,}"}
    return words


def first_years_fact(years: list[int]) -> Fact:
    """Return 初回実施年 as a span of Western years, as the cities' tables write them."""
    label = _("初回実施年")
    if not years:
        return _empty(label, _("資料に記載なし"))
    return Fact(label, "–".join(map(str, years)))


def tabs_of(year: DepartmentYear, address: str) -> list[Tab]:
    """Return the years with records and the one shown; nothing where that is all there is."""
    known = {total.fiscal_year for total in year.others if total.fiscal_year is not None}
    shown = sorted(known | {year.fiscal_year}, reverse=True)
    if len(shown) == 1:
        return []
    return [year_tab(KnownYear(one), address, is_current=one == year.fiscal_year) for one in shown]


def _editions(department: Department) -> dict[int, Edition]:
    found = Edition.objects.in_view(PROJECTS, codes=[department.municipality.code])
    return {edition.fiscal_year: edition for edition in found}


def _filterset(department: Department, fiscal_year: int | None) -> ProjectRecordFilter:
    query = QueryDict(mutable=True)
    query["department"] = str(department.pk)
    query["fiscal_year"] = str(fiscal_year) if fiscal_year else ALL_YEARS
    filterset = ProjectRecordFilter.of(query)
    filterset.is_valid()
    return filterset


def _city_units_note(year: DepartmentYear) -> str:
    return _("うち市の組織%(count)s") % {"count": year.city_units} if year.city_units else ""


def _figure(label: Any, number: int, unit: Label, note: str = "") -> Fact:
    return Fact(label, f"{number:,}", str(unit), note)


def _empty(label: str, words: str) -> Fact:
    return Fact(label, words, is_empty=True)
