"""The kinds of record that organizations owns, and who may write them."""

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models.department import Department
from kyodo_portal.organizations.models.membership import Membership
from kyodo_portal.organizations.models.municipality import Municipality
from kyodo_portal.publishing.registry import Kind, SearchText, Wanted, many_to_many, registry

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def department_text(department: Department) -> SearchText:
    """Return what a department is found by."""
    names = (department.name, department.name_kana, department.name_english)
    return SearchText(department.name, names, department.municipality_id, True)


def clean_successors(department: Department, wanted: Wanted) -> None:
    """Hand the wanted successors to the department's own rule."""
    department.clean_relations(wanted["successors"])


def register_kinds() -> None:
    """Register municipality, department and membership."""
    registry.register(
        Kind(
            model=Municipality,
            municipality_lookup="id",
            # Who runs the portal admits a municipality; its administrators keep it up.
            add_roles=frozenset(),
            change_roles=ADMINISTRATORS,
        )
    )
    registry.register(
        Kind(
            model=Department,
            add_roles=ADMINISTRATORS,
            change_roles=ADMINISTRATORS,
            relations=(many_to_many("successors"),),
            clean_relations=clean_successors,
            search_text=department_text,
        )
    )
    registry.register(
        Kind(
            model=Membership,
            add_roles=ADMINISTRATORS,
            change_roles=ADMINISTRATORS,
            view_roles=ADMINISTRATORS,
            has_public_face=False,
        )
    )
