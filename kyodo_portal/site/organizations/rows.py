"""Municipalities and departments as plain rows for files and API."""

from collections import defaultdict
from collections.abc import Sequence

from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.spreadsheets.columns import Row


def municipality_row(municipality: Municipality) -> Row:
    """Return a municipality as a plain row."""
    return {
        "code": municipality.code,
        "name": municipality.name,
        "name_kana": municipality.name_kana,
        "name_english": municipality.name_english,
        "website": municipality.website,
        "url": municipality.get_absolute_url(),
    }


def department_rows(departments: Sequence[Department]) -> list[Row]:
    """Return departments of `Department.objects.for_list()` as plain rows. One query."""
    links = Department.successors.through.objects.filter(
        from_department__in=[department.pk for department in departments]
    )
    after: dict[int, list[int]] = defaultdict(list)
    for old, new in links.order_by("to_department_id").values_list(
        "from_department_id", "to_department_id"
    ):
        after[old].append(new)
    return [_department_row(department, after[department.pk]) for department in departments]


def _department_row(department: Department, successors: list[int]) -> Row:
    return {
        "id": department.pk,
        "municipality": department.municipality.code,
        "municipality_name": department.municipality.name,
        "parent": department.parent_id,
        "parent_name": department.parent.name if department.parent else None,
        "name": department.name,
        "name_kana": department.name_kana,
        "name_english": department.name_english,
        "valid_from": department.valid_from,
        "valid_to": department.valid_to,
        "telephone": department.telephone,
        "email": department.email,
        "contact_url": department.contact_url,
        "hours": department.hours,
        "url": department.get_absolute_url(),
        "successors": successors,
    }
