"""All figures of one scope, with names and in the order in which they are shown.

The order is 建制順 of the departments, then the partners' names: never that of a figure.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.models import Edition
from projects import AREA
from projects.partner_statistics.aggregates.first_time import PartnersOfYear, first_time
from projects.partner_statistics.aggregates.held import Held, held
from projects.partner_statistics.aggregates.records import (
    CountedRecord,
    Material,
    by_department,
    by_form,
    grouped,
    read,
)
from projects.partner_statistics.aggregates.runs import Run, of_department, of_project, runs
from projects.partner_statistics.aggregates.scope import (
    Scope,
    published_of,
    records_of,
    sponsorships_left_out,
)
from projects.partner_statistics.aggregates.shares import Share, shares
from projects.partner_statistics.aggregates.tallies import (
    ExcludedKind,
    RecordTally,
    excluded,
    tally,
    tally_by_year,
)
from projects.records.choices import CommonForm

FORM_ORDER = [*CommonForm.values, ""]

Group = TypeVar("Group", int, str)


@dataclass(frozen=True)
class Names:
    """The names of what figures hold as ids. departments: in 建制順."""

    projects: dict[int, str]
    partners: dict[int, str]
    departments: dict[int, str]


@dataclass(frozen=True)
class Tallies:
    """What was counted of the years shown, what not, and the 後援 records that stand apart."""

    total: RecordTally
    by_year: dict[int, RecordTally]
    excluded: list[ExcludedKind]
    sponsorships_left_out: int


@dataclass(frozen=True)
class Report:
    """Every figure of a scope.

    The runs and first times are reckoned from all years held, and those listed that touch
    the years shown; tallies and shares are of the years shown alone. `by_department` and
    `by_form` follow 建制順 and the order of the common codes.
    """

    scope: Scope
    held: Held
    names: Names
    editions: list[Edition]
    tallies: Tallies
    project_runs: list[Run]
    department_runs: list[Run]
    first_time: list[PartnersOfYear]
    first_time_by_department: dict[int, list[PartnersOfYear]]
    first_time_by_form: dict[str, list[PartnersOfYear]]
    shares: list[Share]
    shares_by_department: dict[int, list[Share]]
    shares_by_form: dict[str, list[Share]]


def report(scope: Scope) -> Report:
    """Return every figure of a scope, in a fixed number of queries."""
    material = read(records_of(scope))
    years_held = held(published_of(scope))
    names = Names(material.projects, material.partners, _departments(scope))
    shown = [record for record in material.records if scope.shows(record.fiscal_year)]
    departments = _in_order(grouped(shown, by_department), names.departments)
    forms = _in_order(grouped(shown, by_form), FORM_ORDER)
    return Report(
        scope=scope,
        held=years_held,
        names=names,
        editions=_editions(scope, shown),
        tallies=Tallies(
            tally(shown), tally_by_year(shown), excluded(shown), sponsorships_left_out(scope)
        ),
        project_runs=_listed(runs(material.records, of_project, years_held.years), scope, names),
        department_runs=_listed(
            runs(material.records, of_department, years_held.years), scope, names
        ),
        first_time=_first_time(material.records, years_held.years, scope),
        first_time_by_department=_first_time_by_department(material, years_held, scope, names),
        first_time_by_form=_first_time_by_form(material, years_held, scope),
        shares=_by_name(shares(shown), names),
        shares_by_department=_shares(departments, names),
        shares_by_form=_shares(forms, names),
    )


def department_of(run: Run) -> int:
    """Return the department of a run's newest record: where it is listed."""
    return max(run.records, key=lambda record: (record.fiscal_year, record.id)).department_id


def _departments(scope: Scope) -> dict[int, str]:
    units = Department.objects.for_list().filter(municipality=scope.municipality)
    return {unit.pk: " ".join(str(part) for part in (unit.parent, unit) if part) for unit in units}


def _editions(scope: Scope, shown: Iterable[CountedRecord]) -> list[Edition]:
    years = sorted({record.fiscal_year for record in shown})
    codes = [scope.municipality.code]
    found = Edition.objects.in_view(AREA, fiscal_years=years, codes=codes)
    return list(found) if years else []


def _in_order(
    groups: dict[Group, list[CountedRecord]], order: Iterable[Group]
) -> dict[Group, list[CountedRecord]]:
    return {key: groups[key] for key in order if key in groups}


def _shares(groups: dict[Group, list[CountedRecord]], names: Names) -> dict[Group, list[Share]]:
    """Return the shares in each group that has a partner."""
    found = {key: _by_name(shares(records), names) for key, records in groups.items()}
    return {key: rows for key, rows in found.items() if rows}


def _by_name(found: list[Share], names: Names) -> list[Share]:
    return sorted(found, key=lambda share: (names.partners[share.partner], share.partner))


def _listed(found: list[Run], scope: Scope, names: Names) -> list[Run]:
    """Return the runs that are long enough and touch the years shown, in their order."""
    places = {key: place for place, key in enumerate(names.departments)}

    def place_of(run: Run) -> tuple[int, str, int, int, int]:
        department = places[department_of(run)]
        return department, names.partners[run.partner], run.partner, run.unit, run.years[0]

    listed = [
        run
        for run in found
        if run.length >= scope.fewest_years and any(scope.shows(year) for year in run.years)
    ]
    return sorted(listed, key=place_of)


def _first_time(
    records: Iterable[CountedRecord], years_held: Iterable[int], scope: Scope
) -> list[PartnersOfYear]:
    rows = first_time(records, frozenset(years_held))
    return [row for row in rows if scope.shows(row.fiscal_year)]


def _first_time_by_department(
    material: Material, years_held: Held, scope: Scope, names: Names
) -> dict[int, list[PartnersOfYear]]:
    groups = _in_order(grouped(material.records, by_department), names.departments)
    return _not_empty(groups, lambda found, _key: _first_time(found, years_held.years, scope))


def _first_time_by_form(
    material: Material, years_held: Held, scope: Scope
) -> dict[str, list[PartnersOfYear]]:
    groups = _in_order(grouped(material.records, by_form), FORM_ORDER)
    return _not_empty(
        groups, lambda found, form: _first_time(found, years_held.of_form(form), scope)
    )


def _not_empty(
    groups: dict[Group, list[CountedRecord]],
    rows_of: Callable[[list[CountedRecord], Group], list[PartnersOfYear]],
) -> dict[Group, list[PartnersOfYear]]:
    """Return the rows of each group that has a partner in the years shown."""
    rows = {key: rows_of(found, key) for key, found in groups.items()}
    return {key: found for key, found in rows.items() if any(row.partners for row in found)}
