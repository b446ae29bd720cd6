"""Writing a case sheet: its rows, its wording, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Action, Channel
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.transitions import transition
from projects.cases.services import save_case_sheet
from projects.models import CaseSheet, FlowArrow, FlowParty
from tests.factories.case_sheets import case_sheet, new_sheet, rows
from tests.factories.organizations import DepartmentFactory, OperatorFactory, UserFactory, editor
from tests.factories.projects import PartnerFactory

pytestmark = pytest.mark.django_db


def save(sheet, by=None, **relations):
    return save_case_sheet(
        sheet,
        by=by or UserFactory(),
        channel=Channel.ADMIN if by else Channel.FIXTURE,
        expected_version=None if sheet._state.adding else sheet.version,
        **relations,
    )


@pytest.mark.parametrize("overview", ["", " \n"])
def test_sheet_that_does_not_say_what_it_is_about_is_not_handed_in(overview):
    sheet = case_sheet(overview=overview)
    with pytest.raises(ValidationError) as refusal:
        transition(
            sheet, Action.SUBMIT, by=OperatorFactory(), channel=Channel.ADMIN, expected_version=1
        )
    assert "取り組みの概要がまだありません。" in refusal.value.messages[0]
    assert CaseSheet.objects.get(pk=sheet.pk).state == "draft"


def test_save_keeps_rows_in_their_order_and_one_change():
    sheet = new_sheet()
    save(sheet, **rows())
    assert [role.party for role in sheet.roles.all()] == ["行政", "町内会"]
    assert [arrow.label for arrow in sheet.flow_arrows.all()] == ["申請書", "審査"]
    assert Change.objects.get(kind="projects.casesheet").after["flow_parties"] == [
        {"name": "市"},
        {"name": "町内会"},
    ]


def test_save_fills_department_and_wording_that_are_empty():
    partner = PartnerFactory()
    department = DepartmentFactory(municipality=partner.municipality)
    sheet = new_sheet(department=department)
    save(sheet, partners=[partner])
    assert list(sheet.departments.all()) == [department]
    assert (sheet.department_text, sheet.partner_text) == (department.name, partner.name)


def test_save_names_what_is_chosen_later():
    department = DepartmentFactory(name="みどりの課")
    other = DepartmentFactory(municipality=department.municipality, name="市民活動推進課")
    by = editor(department)
    sheet = new_sheet(department=department)
    save(sheet, by)
    save(sheet, by, departments=[department, other])
    assert sheet.department_text == "みどりの課、市民活動推進課"
    sheet.department_text = "みどりの課ほか"
    save(sheet, by, departments=[department])
    assert sheet.department_text == "みどりの課ほか"


def test_save_refuses_an_arrow_to_a_party_that_does_not_exist():
    arrow = FlowArrow(from_party="市", to_party="銀行", label="預託")
    with pytest.raises(ValidationError) as refused:
        save(new_sheet(), flow_parties=[FlowParty(name="市")], flow_arrows=[arrow])
    assert refused.value.message_dict == {
        "flow_arrows": [
            (
                "矢印「預託」の「銀行」は、流れに出る人や組織にありません。"
                "先にそこへ加えるか、名前をそろえてください。"
            )
        ]
    }
    assert CaseSheet.objects.count() == 0


def test_save_refuses_a_party_named_twice():
    with pytest.raises(ValidationError) as refused:
        save(new_sheet(), flow_parties=[FlowParty(name="市"), FlowParty(name="市")])
    assert list(refused.value.message_dict) == ["flow_parties"]


def test_save_refuses_a_step_of_unknown_direction():
    arrow = FlowArrow(from_party="市", to_party="市", label="審査", direction_known=False)
    with pytest.raises(ValidationError) as refused:
        save(new_sheet(), flow_parties=[FlowParty(name="市")], flow_arrows=[arrow])
    assert list(refused.value.message_dict) == ["flow_arrows"]


def test_save_refuses_a_department_and_a_partner_of_another_municipality():
    for relation, foreign in (("departments", DepartmentFactory()), ("partners", PartnerFactory())):
        with pytest.raises(ValidationError) as refused:
            save(new_sheet(), **{relation: [foreign]})
        assert list(refused.value.message_dict) == [relation]


def test_save_refuses_a_second_sheet_of_a_project():
    first = case_sheet()
    second = new_sheet(project=first.project, department=first.department)
    with pytest.raises(ValidationError, match="もうあります"):
        save(second)


def test_save_refuses_an_editor_of_another_department():
    sheet = new_sheet()
    stranger = editor(DepartmentFactory(municipality=sheet.project.municipality))
    with pytest.raises(PermissionDenied):
        save(sheet, by=stranger)


def test_save_by_the_departments_editor_is_allowed():
    sheet = new_sheet()
    save(sheet, by=editor(sheet.department), **rows())
    assert CaseSheet.objects.get().title == sheet.title
