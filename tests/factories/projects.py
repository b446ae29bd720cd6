"""協働事業: forms, partners, projects and their yearly records."""

from typing import Any

import factory

from kyodo_portal.publishing.choices import State
from projects.models import CollaborationForm, Partner, Project, ProjectRecord, RecordPartner
from projects.partners.choices import PartnerKind
from projects.records.choices import CommonForm

from .organizations import CheckedFactory, DepartmentFactory, MunicipalityFactory
from .publishing import bring_to


class CollaborationFormFactory(CheckedFactory):
    class Meta:
        model = CollaborationForm

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda number: f"形態{number}")
    common_code = CommonForm.KYORYOKU
    sort_order = factory.Sequence(lambda number: number)


class PartnerFactory(CheckedFactory):
    class Meta:
        model = Partner

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda number: f"団体{number}")
    kind = PartnerKind.GROUP


class ProjectFactory(CheckedFactory):
    class Meta:
        model = Project

    municipality = factory.SubFactory(MunicipalityFactory)
    code = factory.Sequence(lambda number: f"T{number:05}")
    name = factory.Sequence(lambda number: f"事業{number}")


class ProjectRecordFactory(CheckedFactory):
    """A draft; project and department belong to one municipality, which may be given.

    forms=, partners=: related objects, in order.
    """

    class Meta:
        model = ProjectRecord

    class Params:
        in_municipality = factory.SubFactory(MunicipalityFactory)

    department = factory.SubFactory(
        DepartmentFactory, municipality=factory.SelfAttribute("..in_municipality")
    )
    project = factory.SubFactory(
        ProjectFactory, municipality=factory.SelfAttribute("..department.municipality")
    )
    fiscal_year = 2025
    name = factory.SelfAttribute("project.name")

    @factory.post_generation
    def forms(self, create, extracted, **kwargs):
        self.forms.set(extracted or [])

    @factory.post_generation
    def partners(self, create, extracted, **kwargs):
        for position, partner in enumerate(extracted or []):
            RecordPartner.objects.create(record=self, partner=partner, position=position)


def record_in(state: str, *, without_trace: bool = False, **values: Any) -> ProjectRecord:
    """Return a new record taken to a state through the services: history and search row too."""
    return bring_to(ProjectRecordFactory(**values), state, without_trace=without_trace)


def published_record(**values: Any) -> ProjectRecord:
    """Return a new published record, taken there through the services."""
    return record_in(State.PUBLISHED, **values)


def published_project(**values: Any) -> Project:
    """Return a new project with a published year: seen by others than its department too."""
    project: Project = ProjectFactory(**values)
    department = DepartmentFactory(municipality=project.municipality)
    published_record(project=project, department=department)
    return project
