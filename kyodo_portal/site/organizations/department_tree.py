"""部署: the organisations of each municipality as a tree in 建制順, with their records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from kyodo_portal.listing.coverage import published_editions
from kyodo_portal.listing.facet_values import departments
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.models import Edition
from kyodo_portal.site.organizations.filters import DepartmentFilter
from projects import AREA as PROJECTS
from projects.models import ProjectRecord


@dataclass
class Branch:
    """One department. `count` holds the records of what is below it, None for データなし."""

    department: Department
    count: int | None
    children: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class MunicipalityTree:
    """One municipality's departments.

    fiscal_year: the year of the counts, None where no edition is published. roots: what
    exists in that year (without one: what has no end). former: departments that do not.
    """

    municipality: Municipality
    fiscal_year: int | None
    roots: list[Branch]
    former: list[Department]


def trees_shown(filterset: DepartmentFilter) -> list[MunicipalityTree]:
    """Return the trees of the departments under valid conditions.

    Without conditions every municipality stands there, also one without departments.
    """
    places = list(Municipality.objects.for_list())
    trees = municipality_trees(places, published_editions(), filterset.qs)
    return [tree for tree in trees if tree.roots or tree.former or not filterset.data]


def municipality_trees(
    municipalities: Sequence[Municipality], editions: Iterable[Edition], among: Any = None
) -> list[MunicipalityTree]:
    """Return the tree of each municipality with the counts of its own latest year.

    editions: the published ones of these municipalities. among: the departments to show, by
    default all. Three queries, one without editions.
    """
    shown = Department.objects.all() if among is None else among
    years = _latest_years(editions)
    counts = counts_by_department(years)
    units: dict[int, list[Department]] = defaultdict(list)
    for unit in shown.for_list().filter(municipality__in=municipalities):
        units[unit.municipality_id].append(unit)
    return [_tree(place, years.get(place.pk), units[place.pk], counts) for place in municipalities]


def counts_by_department(years: Mapping[int, int]) -> dict[int, int]:
    """Return the numbers of published records by department, with what is below each.

    years: the fiscal year that counts for each municipality, by its id.
    """
    if not years:
        return {}
    places: dict[int, list[int]] = defaultdict(list)
    for municipality_id, year in years.items():
        places[year].append(municipality_id)
    wanted = Q()
    for year, municipality_ids in places.items():
        wanted |= Q(fiscal_year=year, municipality__in=municipality_ids)
    records = ProjectRecord.objects.published().filter(wanted)
    return {int(value.value): value.count for value in departments(records, ())}


def _latest_years(editions: Iterable[Edition]) -> dict[int, int]:
    years: dict[int, int] = {}
    for edition in editions:
        if edition.area == PROJECTS:
            newest = max(edition.fiscal_year, years.get(edition.municipality_id, 0))
            years[edition.municipality_id] = newest
    return years


def _tree(
    municipality: Municipality,
    fiscal_year: int | None,
    units: Sequence[Department],
    counts: Mapping[int, int],
) -> MunicipalityTree:
    branches = {
        unit.pk: Branch(unit, None if fiscal_year is None else counts.get(unit.pk, 0))
        for unit in units
        if _stands(unit, fiscal_year) or counts.get(unit.pk)
    }
    roots: list[Branch] = []
    for branch in branches.values():
        above: Any = branches.get(branch.department.parent_id or 0)
        (above.children if above else roots).append(branch)
    former = [unit for unit in units if unit.pk not in branches]
    return MunicipalityTree(municipality, fiscal_year, roots, former)


def _stands(unit: Department, fiscal_year: int | None) -> bool:
    """Whether a department exists in a year; without one, whether its end is not known."""
    return unit.valid_to is None if fiscal_year is None else unit.existed_in(fiscal_year)
