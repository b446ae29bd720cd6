import pytest

from kyodo_portal.site.area_parts import AREAS
from kyodo_portal.site.entry_links import MOST_DEPARTMENTS, department_doors, form_doors
from projects.records.choices import CommonForm
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import CollaborationFormFactory, published_record, record_in

pytestmark = pytest.mark.django_db
PROJECTS = AREAS[0]


def test_department_doors_lead_to_the_parts_with_records_in_order():
    city = MunicipalityFactory()
    second = DepartmentFactory(municipality=city, name="教育部", sort_order=2)
    first = DepartmentFactory(municipality=city, name="環境部", sort_order=1)
    DepartmentFactory(municipality=city, name="記録のない部", sort_order=3)
    office = DepartmentFactory(municipality=city, parent=first, sort_order=4)
    published_record(department=second)
    published_record(department=office)
    record_in("withdrawn", department=second)
    published_record(department=second, fiscal_year=2024)
    doors = department_doors(PROJECTS, 2025)
    assert [(door.label, door.count) for door in doors] == [("環境部", 1), ("教育部", 1)]
    assert doors[0].url == f"/projects/?fiscal_year=2025&department={first.pk}"


def test_department_doors_of_two_municipalities_name_them():
    records = [published_record(), published_record()]
    labels = [f"{record.department}（{record.municipality}）" for record in records]
    assert [door.label for door in department_doors(PROJECTS, 2025)] == labels


def test_department_doors_are_not_too_many():
    city = MunicipalityFactory()
    for _ in range(MOST_DEPARTMENTS + 1):
        published_record(in_municipality=city)
    assert len(department_doors(PROJECTS, 2025)) == MOST_DEPARTMENTS


def test_form_doors_count_a_record_under_each_of_its_forms():
    city = MunicipalityFactory()
    koen, kyosai = (
        CollaborationFormFactory(municipality=city, common_code=code)
        for code in [CommonForm.KOEN, CommonForm.KYOSAI]
    )
    published_record(in_municipality=city, forms=[koen, kyosai])
    published_record(in_municipality=city, forms=[koen])
    record_in("draft", in_municipality=city, forms=[kyosai])
    doors = form_doors(PROJECTS, 2025)
    assert [(str(door.label), door.count) for door in doors] == [("共催", 1), ("後援", 2)]
    assert doors[1].url == "/projects/?fiscal_year=2025&form=koen"
