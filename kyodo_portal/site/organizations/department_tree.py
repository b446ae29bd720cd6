"""部署: the organisations of each municipality as a tree in their order, with what is counted of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from kyodo_portal.listing.areas import area_pages
from kyodo_portal.listing.coverage import published_editions
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.models import Edition
from kyodo_portal.site.organizations.department_counts import (
    Parents,
    known_counts,
    names_divisions_alone,
    own_counts,
    parents_in,
    things_below,
)
from kyodo_portal.site.organizations.filters import DepartmentFilter
from kyodo_portal.text import Label
from projects import AREA as PROJECTS
from projects.models import ProjectRecord

# Each kind of work by department, with what is below it.
Work = Sequence[tuple[Label, Mapping[int, int]]]


@dataclass(frozen=True)
class WorkCount:
    """How much of one kind names a department or one below it; never 0."""

    label: Label
    count: int


@dataclass
class Branch:
    """One department. `count` holds the records of what is below it.

    It is None where the year is not held, and where its source does not tell this department
    apart. work: everything else that names it, or what is below it.
    """

    department: Department
    count: int | None
    work: list[WorkCount]
    children: list["Branch"] = field(default_factory=list)

    @property
    def has_work(self) -> bool:
        """Whether anything names the department, or one below it."""
        return bool(self.count or self.work)


@dataclass(frozen=True)
class MunicipalityTree:
    """One municipality's departments.

    fiscal_year: the year of the counts, None where no edition is published.
    has_only_divisions: whether the year's source names 部 alone. roots: what exists in that
    year (without one: what has no end) and is named by anything; unnamed: what exists and is
    named by nothing, unless that is all there is. former: departments that do not exist.
    """

    municipality: Municipality
    fiscal_year: int | None
    has_only_divisions: bool
    roots: list[Branch] = field(default_factory=list)
    unnamed: list[Branch] = field(default_factory=list)
    former: list[Department] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether no department stands in it."""
        return not (self.roots or self.unnamed or self.former)

    @property
    def has_work(self) -> bool:
        """Whether anything but 協働事業 is counted."""
        return any(branch.work for branch in self.roots)


def trees_shown(filterset: DepartmentFilter) -> list[MunicipalityTree]:
    """Return the trees of the departments under valid conditions.

    Without conditions every municipality stands there, also one without departments.
    """
    places = list(Municipality.objects.for_list())
    trees = municipality_trees(places, published_editions(), filterset.qs)
    return [tree for tree in trees if not tree.is_empty or not filterset.data]


def municipality_trees(
    municipalities: Sequence[Municipality], editions: Iterable[Edition], among: Any = None
) -> list[MunicipalityTree]:
    """Return the tree of each municipality with the counts of its own latest year.

    editions: the published ones of these municipalities. among: the departments to show, by
    default all. Two queries, one where there are editions, and those of each kind of work.
    """
    shown = Department.objects.all() if among is None else among
    years = _latest_years(editions)
    parents = parents_in(municipalities)
    own = counts_by_department(years)
    work = work_by_department({unit: up for of in parents.values() for unit, up in of.items()})
    units: dict[int, list[Department]] = defaultdict(list)
    for unit in shown.for_list().filter(municipality__in=municipalities):
        units[unit.municipality_id].append(unit)
    trees = []
    for place in municipalities:
        of_place = parents.get(place.pk, {})
        named = {unit: number for unit, number in own.items() if unit in of_place}
        tree = MunicipalityTree(place, years.get(place.pk), names_divisions_alone(named, of_place))
        _fill(tree, units[place.pk], known_counts(named, of_place), work)
        trees.append(tree)
    return trees


def counts_by_department(years: Mapping[int, int]) -> dict[int, int]:
    """Return the numbers of published records that name each department itself.

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
    return own_counts(ProjectRecord.objects.published().filter(wanted))


def work_by_department(parents: Parents) -> Work:
    """Return what else the areas count, by department with what is below it."""
    return [
        (
            work.label,
            {unit: len(things) for unit, things in things_below(work.pairs(), parents).items()},
        )
        for pages in area_pages
        for work in pages.department_work
    ]


def _latest_years(editions: Iterable[Edition]) -> dict[int, int]:
    years: dict[int, int] = {}
    for edition in editions:
        if edition.area == PROJECTS:
            newest = max(edition.fiscal_year, years.get(edition.municipality_id, 0))
            years[edition.municipality_id] = newest
    return years


def _fill(
    tree: MunicipalityTree, units: Sequence[Department], counts: Mapping[int, int], work: Work
) -> None:
    branches: dict[int, Branch] = {}
    for unit in units:
        done = [WorkCount(label, found[unit.pk]) for label, found in work if unit.pk in found]
        if _stands(unit, tree.fiscal_year) or counts.get(unit.pk):
            count = None if tree.fiscal_year is None else counts.get(unit.pk)
            branches[unit.pk] = Branch(unit, count, done)
        else:
            tree.former.append(unit)
    shows_all = not any(branch.has_work for branch in branches.values())
    for branch in branches.values():
        above = branches.get(branch.department.parent_id or 0)
        if not (branch.has_work or shows_all):
            tree.unnamed.append(branch)
        elif above:
            above.children.append(branch)
        else:
            tree.roots.append(branch)


def _stands(unit: Department, fiscal_year: int | None) -> bool:
    """Whether a department exists in a year; without one, whether its end is not known."""
    return unit.valid_to is None if fiscal_year is None else unit.existed_in(fiscal_year)
