"""入口: the ways from the home page into the records of one fiscal year."""

from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_portal.listing.areas import AreaPages
from kyodo_portal.listing.facet_values import departments
from kyodo_portal.organizations.models import Department
from kyodo_portal.text import Label
from projects.models import ProjectRecord
from projects.records.filters.records import ProjectRecordFilter

# More than this many departments are a page of their own.
MOST_DEPARTMENTS = 12


@dataclass(frozen=True)
class EntryLink:
    """A way into a list, and how many records stand behind it."""

    label: Label
    count: int
    url: str


def department_entry_links(pages: AreaPages, fiscal_year: int) -> list[EntryLink]:
    """Return the 部 that have published 協働事業 in a year, in 建制順, with what is below them."""
    records = ProjectRecord.objects.published().filter(fiscal_year=fiscal_year)
    counts = {int(value.value): value.count for value in departments(records, ())}
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
    return _facet_links(pages, fiscal_year, "form")


def activity_field_entry_links(pages: AreaPages, fiscal_year: int) -> list[EntryLink]:
    """Return the 活動分野 of published 協働事業 of a year, in their order, and 未分類."""
    return _facet_links(pages, fiscal_year, "activity_field")


def _facet_links(pages: AreaPages, fiscal_year: int, name: str) -> list[EntryLink]:
    records = ProjectRecord.objects.published().filter(fiscal_year=fiscal_year)
    return [
        EntryLink(
            value.label,
            value.count,
            pages.list_url(fiscal_year=fiscal_year, **{name: value.value}),
        )
        for value in ProjectRecordFilter.facets[name](records, ()) or []
    ]


def _department_label(unit: Department, among: Sequence[Department]) -> str:
    several = len({other.municipality_id for other in among}) > 1
    return f"{unit}（{unit.municipality}）" if several else str(unit)
