"""入口: the ways from the home page into the records of one fiscal year."""

from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_portal.listing.areas import AreaPages, Words
from kyodo_portal.organizations.models import Department
from projects.models import ProjectRecord
from projects.records.filters.facets import VALUES

# More than this many departments are a page of their own.
MOST_DEPARTMENTS = 12


@dataclass(frozen=True)
class EntryLink:
    """A way into a list, and how many records stand behind it."""

    label: Words
    count: int
    url: str


def department_entry_links(pages: AreaPages, fiscal_year: int) -> list[EntryLink]:
    """Return the 部 that have published 協働事業 in a year, in 建制順, with what is below them."""
    records = ProjectRecord.objects.published().filter(fiscal_year=fiscal_year)
    counts = {int(value.value): value.count for value in VALUES["department"](records, ())}
    roots = list(
        Department.objects.for_list().filter(parent=None, pk__in=counts)[:MOST_DEPARTMENTS]
    )
    return [
        EntryLink(
            _department_label(unit, roots),
            counts[unit.pk],
            pages.list_url(fiscal_year=fiscal_year, department=unit.pk),
        )
        for unit in roots
    ]


def form_entry_links(pages: AreaPages, fiscal_year: int) -> list[EntryLink]:
    """Return the common forms that published 協働事業 of a year have, in their order."""
    records = ProjectRecord.objects.published().filter(fiscal_year=fiscal_year)
    return [
        EntryLink(
            value.label, value.count, pages.list_url(fiscal_year=fiscal_year, form=value.value)
        )
        for value in VALUES["form"](records, ())
    ]


def activity_field_entry_links(pages: AreaPages, fiscal_year: int) -> list[EntryLink]:
    """Return the 活動分野 of published 協働事業 of a year, in their order, and 未分類."""
    records = ProjectRecord.objects.published().filter(fiscal_year=fiscal_year)
    return [
        EntryLink(
            value.label,
            value.count,
            pages.list_url(fiscal_year=fiscal_year, activity_field=value.value),
        )
        for value in VALUES["activity_field"](records, ())
    ]


def _department_label(unit: Department, among: Sequence[Department]) -> str:
    several = len({other.municipality_id for other in among}) > 1
    return f"{unit}（{unit.municipality}）" if several else str(unit)
