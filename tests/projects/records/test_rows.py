"""Names attached to list rows, and the names of persons that never are."""

import pytest

from projects.models import ProjectRecord
from projects.partners.choices import PartnerKind
from projects.records.choices import CommonForm
from projects.records.rows import attach_names
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import CollaborationFormFactory, PartnerFactory, published_record

pytestmark = pytest.mark.django_db


def rows():
    return attach_names(list(ProjectRecord.objects.published().for_list()))


@pytest.fixture
def department():
    division = DepartmentFactory(name="教育部")
    return DepartmentFactory(municipality=division.municipality, parent=division, name="生涯学習課")


@pytest.fixture
def city(department):
    return department.municipality


def test_row_has_department_forms_and_address(department, city):
    forms = [
        CollaborationFormFactory(
            municipality=city, name="後援等", common_code=CommonForm.KOEN, sort_order=2
        ),
        CollaborationFormFactory(
            municipality=city, name="共催", common_code=CommonForm.KYOSAI, sort_order=1
        ),
    ]
    record = published_record(department=department, forms=forms)
    row = rows()[0]
    assert row["department"] == {
        "id": department.pk,
        "name": "生涯学習課",
        "parent_name": "教育部",
    }
    assert row["forms"] == [
        {"code": "kyosai", "name": "共催"},
        {"code": "koen", "name": "後援等"},
    ]
    assert row["url"] == f"/projects/{record.project_id}/?fiscal_year=2025"


def test_partners_keep_the_order_of_the_document(department, city):
    partners = [PartnerFactory(municipality=city, name=name) for name in ("う会", "あ会", "い会")]
    published_record(department=department, partners=partners)
    assert rows()[0]["partners"] == [{"id": p.pk, "name": p.name} for p in partners]


def test_partners_merged_into_one_are_named_once(department, city):
    target = PartnerFactory(municipality=city, name="町内会")
    other = PartnerFactory(municipality=city, name="町会", merged_into=target)
    published_record(department=department, partners=[other, target], partner_text="町会、町内会")
    row = rows()[0]
    assert row["partners"] == [{"id": target.pk, "name": "町内会"}]
    assert row["partner_text"] == "町会、町内会"


def test_persons_are_named_nowhere(department, city):
    person = PartnerFactory(
        municipality=city, name="架空 花子", aliases="架空先生", kind=PartnerKind.PERSON
    )
    group = PartnerFactory(municipality=city, name="読書会")
    published_record(
        department=department,
        partners=[person, group],
        partner_text="架空花子、架空　花子、架空先生、読書会",
    )
    row = rows()[0]
    assert row["partners"] == [{"id": group.pk, "name": "読書会"}]
    assert row["partner_text"] == "個人、個人、個人、読書会"
    assert "架空" not in str(row)


def test_persons_merged_into_a_person_are_named_nowhere(department, city):
    target = PartnerFactory(municipality=city, name="架空花子", kind=PartnerKind.PERSON)
    other = PartnerFactory(municipality=city, name="架空はなこ", merged_into=target)
    published_record(department=department, partners=[other], partner_text="架空はなこ")
    assert (rows()[0]["partners"], rows()[0]["partner_text"]) == ([], "個人")


@pytest.mark.parametrize("number", [1, 3])
def test_names_cost_two_queries(django_assert_num_queries, department, city, number):
    target = PartnerFactory(municipality=city)
    for _number in range(number):
        published_record(
            department=department,
            forms=CollaborationFormFactory.create_batch(2, municipality=city),
            partners=[PartnerFactory(municipality=city, merged_into=target)],
        )
    found = list(ProjectRecord.objects.published().for_list())
    with django_assert_num_queries(3):
        assert len(attach_names(found)) == number
