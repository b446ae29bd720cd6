"""協働事例: levels of 関わり方 and case sheets."""

from typing import Any

import factory

from kyodo_portal.publishing.choices import Channel, State
from projects.cases.services import save_case_sheet
from projects.models import CaseRole, CaseSheet, CaseStrength, FlowArrow, FlowParty, Involvement

from .organizations import CheckedFactory, DepartmentFactory, MunicipalityFactory, UserFactory
from .projects import ProjectFactory
from .publishing import bring_to


class InvolvementFactory(CheckedFactory):
    class Meta:
        model = Involvement

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda number: f"関わり方{number}")
    sort_order = factory.Sequence(lambda number: number)


def rows() -> dict[str, list[Any]]:
    """Return new rows of a small sheet: two roles, a strength, two parties and two arrows."""
    return {
        "roles": [
            CaseRole(side="city", party="行政", text="・苗を配る"),
            CaseRole(side="partner", party="町内会", text="・花を植える"),
        ],
        "strengths": [CaseStrength(side="partner", party="町内会", text="・地域を知る")],
        "flow_parties": [FlowParty(name="市"), FlowParty(name="町内会")],
        "flow_arrows": [
            FlowArrow(from_party="町内会", to_party="市", label="申請書"),
            FlowArrow(from_party="市", to_party="市", label="審査"),
        ],
    }


def new_sheet(**values: Any) -> CaseSheet:
    """Return an unsaved sheet of a new project; its department may be given."""
    department = values.pop("department", None) or DepartmentFactory()
    project = values.pop("project", None) or ProjectFactory(municipality=department.municipality)
    values.setdefault("title", project.name)
    values.setdefault("overview", "花壇に花を植える")
    return CaseSheet(project=project, department=department, **values)


def case_sheet(state: str = State.DRAFT, *, without_trace: bool = False, **values: Any) -> Any:
    """Return a sheet written and taken to a state through the services.

    values: fields, and departments=, partners= or rows of a relation.
    """
    names = ("departments", "partners", *rows())
    relations = {name: values.pop(name) for name in names if name in values}
    sheet, by = new_sheet(**values), UserFactory()
    save_case_sheet(
        sheet, by=by, channel=Channel.FIXTURE, expected_version=None, **{**rows(), **relations}
    )
    return bring_to(sheet, state, by=by, without_trace=without_trace)


def published_sheet(**values: Any) -> Any:
    """Return a new published sheet."""
    return case_sheet(State.PUBLISHED, **values)
