"""Whole cities, so that what belongs to one can be looked for on the pages of the other."""

from dataclasses import dataclass

from kyodo_portal.organizations.models import Department, Municipality, User
from projects.models import CollaborationForm, Partner, Project, ProjectRecord

from . import organizations, projects


@dataclass
class City:
    """A city with a department, staff of each role, and a draft with a form and a partner."""

    municipality: Municipality
    department: Department
    form: CollaborationForm
    partner: Partner
    project: Project
    record: ProjectRecord
    editor: User
    coordinator: User
    planner: User
    administrator: User


def make_city(name: str) -> City:
    """Return a new city; the name of everything in it begins with the city's name."""
    municipality = organizations.MunicipalityFactory(name=name)
    department = organizations.DepartmentFactory(municipality=municipality, name=f"{name}市民部")
    form = projects.CollaborationFormFactory(municipality=municipality, name=f"{name}共催")
    partner = projects.PartnerFactory(municipality=municipality, name=f"{name}みどりの会")
    project = projects.ProjectFactory(municipality=municipality, name=f"{name}花いっぱい運動")
    return City(
        municipality,
        department,
        form,
        partner,
        project,
        projects.ProjectRecordFactory(
            project=project,
            department=department,
            forms=[form],
            partners=[partner],
            purpose="はじめの目的",
        ),
        organizations.editor(department),
        organizations.coordinator(municipality),
        organizations.planner(municipality),
        organizations.administrator(municipality),
    )
