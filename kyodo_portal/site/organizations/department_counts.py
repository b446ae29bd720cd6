"""What is counted of departments, each with what is below it: by kind, and only where it is known."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any

from kyodo_portal.listing.facet_values import counts_by
from kyodo_portal.organizations.models import Department, Municipality
from projects.models import ProjectRecord

# Department (id) -> the one above it, None where there is none or it is not known.
Parents = Mapping[int, int | None]


def parents_in(municipalities: Iterable[Municipality]) -> dict[int, dict[int, int | None]]:
    """Return the departments of each municipality (id) with those above them, in one query."""
    units = Department.objects.filter(municipality__in=list(municipalities)).order_by()
    found: dict[int, dict[int, int | None]] = defaultdict(dict)
    for place, unit, above in units.values_list("municipality_id", "id", "parent_id"):
        found[place][unit] = above
    return found


def line_of(unit: int, parents: Parents) -> Iterator[int]:
    """Yield a department and all above it."""
    above: int | None = unit
    while above is not None:
        yield above
        above = parents.get(above)


def things_below(
    pairs: Iterable[tuple[int, Hashable]], parents: Parents
) -> dict[int, set[Hashable]]:
    """Return what names each department or one below it, each once.

    pairs: ids of departments, each with something that names it.
    """
    found: dict[int, set[Hashable]] = defaultdict(set)
    for unit, thing in pairs:
        for above in line_of(unit, parents):
            found[above].add(thing)
    return found


def names_divisions_alone(named: Collection[int], parents: Parents) -> bool:
    """Whether a year's source names 部 alone, so that it tells nothing of 課.

    named: the departments that its records name.
    """
    divisions = set(parents.values())
    on_top = all(parents.get(unit) is None for unit in named)
    return on_top and any(unit in divisions for unit in named)


def known_counts(own: Mapping[int, int], parents: Parents) -> dict[int, int]:
    """Return the number of a year's records by department, for those where it is known.

    own: how many name each department itself. 0 stands where the source would have named the
    department: not below a 部 that it names as a whole, and for no 課 where it names 部 alone,
    nor for what may be one, since its 部 is not known.
    """
    counts: dict[int, int] = defaultdict(int)
    for unit, number in own.items():
        for above in line_of(unit, parents):
            counts[above] += number
    divisions = set(parents.values())
    only_divisions = names_divisions_alone(own, parents)
    for unit, parent in parents.items():
        if unit in counts:
            continue
        if only_divisions:
            is_known = parent is None and unit in divisions
        else:
            is_known = not any(above in own for above in line_of(unit, parents))
        if is_known:
            counts[unit] = 0
    return dict(counts)


def own_counts(records: Any) -> dict[int, int]:
    """Return how many of these records (a queryset) name each department itself."""
    return counts_by(records, "department_id")


def is_count_known(department: Department, fiscal_year: int) -> bool:
    """Whether a department's number of 協働事業 in a year is known, 0 included. Two queries."""
    records = ProjectRecord.objects.published().filter(
        municipality=department.municipality_id, fiscal_year=fiscal_year
    )
    parents = parents_in([department.municipality])[department.municipality_id]
    return department.pk in known_counts(own_counts(records), parents)
