"""Whose records are counted: what one member of staff may see of one municipality."""

from dataclasses import dataclass
from typing import Any

from kyodo_portal.organizations.access import WHOLE_AREA, Access
from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.permissions import visible
from projects import AREA
from projects.records.choices import CommonForm
from projects.records.models.record import ProjectRecord

# Those who see a whole municipality; an editor sees the own departments and what is below.
WHOLE_ROLES = (*WHOLE_AREA, Role.ADMINISTRATOR)
FEWEST_YEARS = 2

Records = Any  # ProjectRecordQuerySet


@dataclass(frozen=True)
class Scope:
    """What the figures are of.

    department: with everything below it, None for all. form: a common code; "" for every
    record without the form 後援, `koen` for those with it. first_year, last_year: the fiscal
    years shown, None for no bound. fewest_years: of a run that is listed.
    """

    access: Access
    municipality: Municipality
    department: Department | None = None
    form: str = ""
    only_published: bool = True
    first_year: int | None = None
    last_year: int | None = None
    fewest_years: int = FEWEST_YEARS

    @property
    def is_of_sponsorships(self) -> bool:
        """Whether the figures are of 後援 alone."""
        return self.form == CommonForm.KOEN

    def shows(self, year: int) -> bool:
        """Whether a fiscal year is among those shown."""
        return (self.first_year or year) <= year <= (self.last_year or year)


def may_open(access: Access) -> bool:
    """Whether somebody may see these figures of any municipality."""
    return access.is_operator or bool(_municipality_ids(access))


def municipalities(access: Access) -> Any:
    """Return the municipalities of which somebody may see these figures."""
    everywhere = Municipality.objects.for_list()
    return everywhere if access.is_operator else everywhere.filter(id__in=_municipality_ids(access))


def sees_whole(access: Access, municipality: Municipality) -> bool:
    """Whether somebody sees the figures of a whole municipality, not of departments."""
    return access.has_role(municipality.pk, WHOLE_ROLES, AREA)


def seen(access: Access, municipality: Municipality, *, only_published: bool) -> Records:
    """Return the records of a municipality that may be counted for somebody.

    Whoever coordinates, plans or administers: all departments. An editor: the own ones and
    what is below them, since the page is for the department's own look at itself. What was
    withdrawn is never counted.
    """
    records = visible(ProjectRecord.objects.all(), access)
    records = records.filter(municipality=municipality)
    if not sees_whole(access, municipality):
        records = records.filter(department__in=access.own_department_ids(AREA))
    if only_published:
        return records.filter(state=State.PUBLISHED)
    return records.exclude(state=State.WITHDRAWN)


def records_of(scope: Scope) -> Records:
    """Return the records of a scope in all fiscal years."""
    return of_form(_of_department(scope), scope.form)


def sponsorships_left_out(scope: Scope) -> int:
    """Return how many 後援 records of the years shown are left out, in one query."""
    if scope.is_of_sponsorships:
        return 0
    left_out = of_form(_of_department(scope), CommonForm.KOEN)
    if scope.first_year is not None:
        left_out = left_out.filter(fiscal_year__gte=scope.first_year)
    if scope.last_year is not None:
        left_out = left_out.filter(fiscal_year__lte=scope.last_year)
    return int(left_out.count())


def published_of(scope: Scope) -> Records:
    """Return what the municipality has published of the scope's form, whatever department.

    It says which fiscal years are held, to everybody alike.
    """
    published = ProjectRecord.objects.published().filter(municipality=scope.municipality)
    return of_form(published, scope.form)


def of_form(records: Records, form: str) -> Records:
    """Return the records of one common form. 後援 stands apart from all others.

    A city lends its name hundreds of times a year; together with them the other forms
    could not be seen any more.
    """
    if form == CommonForm.KOEN:
        return records.with_sponsorship()
    others = records.without_sponsorship()
    return others.with_forms([form]) if form else others


def _of_department(scope: Scope) -> Records:
    records = seen(scope.access, scope.municipality, only_published=scope.only_published)
    if scope.department is None:
        return records
    return records.filter(department__in=Department.objects.below([scope.department.pk]))


def _municipality_ids(access: Access) -> frozenset[int]:
    return access.municipalities_with([Role.EDITOR, *WHOLE_ROLES], AREA)
