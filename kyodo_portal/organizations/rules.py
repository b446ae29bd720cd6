"""The kinds of record that organizations owns, and who may write them."""

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models.department import Department
from kyodo_portal.organizations.models.membership import Membership
from kyodo_portal.organizations.models.municipality import Municipality
from kyodo_portal.publishing.registry import (
    NewRelations,
    RecordType,
    SearchText,
    many_to_many,
    registry,
)

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def department_text(department: Department) -> SearchText:
    """Return what a department is found by."""
    names = (department.name, department.name_kana, department.name_english)
    return SearchText(department.name, names, department.municipality_id, True)


def clean_successors(department: Department, new_relations: NewRelations) -> None:
    """Hand the wanted successors to the department's own rule."""
    department.clean_relations(new_relations["successors"])


def register_record_types() -> None:
    """Register municipality, department and membership."""
    registry.register(
        RecordType(
            model=Municipality,
            municipality_lookup="id",
            # Who runs the portal admits a municipality; its administrators keep it up.
            add_roles=frozenset(),
            change_roles=ADMINISTRATORS,
        )
    )
    registry.register(
        RecordType(
            model=Department,
            add_roles=ADMINISTRATORS,
            change_roles=ADMINISTRATORS,
            relations=(many_to_many("successors"),),
            clean_relations=clean_successors,
            search_text=department_text,
        )
    )
    registry.register(
        RecordType(
            model=Membership,
            add_roles=ADMINISTRATORS,
            change_roles=ADMINISTRATORS,
            view_roles=ADMINISTRATORS,
            affects_public_pages=False,
        )
    )
