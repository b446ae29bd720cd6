"""Municipalities and departments as plain rows for files and API."""

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


def department_row(department: Department) -> Row:
    """Return a department of `Department.objects.for_list()` as a plain row."""
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
    }
