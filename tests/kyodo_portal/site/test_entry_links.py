import pytest

from kyodo_portal.listing.areas import area_pages
from kyodo_portal.site.entry_links import MOST_DEPARTMENTS, department_entry_links, form_entry_links
from projects.records.choices import CommonForm
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import CollaborationFormFactory, published_record, record_in

pytestmark = pytest.mark.django_db
PROJECTS = area_pages[0]


def test_department_entry_links_lead_to_the_parts_with_records_in_order():
    city = MunicipalityFactory()
    second = DepartmentFactory(municipality=city, name="教育部", sort_order=2)
    first = DepartmentFactory(municipality=city, name="環境部", sort_order=1)
    DepartmentFactory(municipality=city, name="記録のない部", sort_order=3)
    office = DepartmentFactory(municipality=city, parent=first, sort_order=4)
    published_record(department=second)
    published_record(department=office)
    record_in("withdrawn", department=second)
    published_record(department=second, fiscal_year=2024)
    entry_links = department_entry_links(PROJECTS, 2025)
    assert [(link.label, link.count) for link in entry_links] == [("環境部", 1), ("教育部", 1)]
    assert entry_links[0].url == f"/projects/?fiscal_year=2025&department={first.pk}"


def test_department_entry_links_of_two_municipalities_name_them():
    records = [published_record(), published_record()]
    labels = [f"{record.department}（{record.municipality}）" for record in records]
    assert [link.label for link in department_entry_links(PROJECTS, 2025)] == labels


def test_department_entry_links_are_not_too_many():
    city = MunicipalityFactory()
    for _ in range(MOST_DEPARTMENTS + 1):
        published_record(in_municipality=city)
    assert len(department_entry_links(PROJECTS, 2025)) == MOST_DEPARTMENTS


def test_form_entry_links_count_a_record_under_each_of_its_forms():
    city = MunicipalityFactory()
    koen, kyosai = (
        CollaborationFormFactory(municipality=city, common_code=code)
        for code in [CommonForm.KOEN, CommonForm.KYOSAI]
    )
    published_record(in_municipality=city, forms=[koen, kyosai])
    published_record(in_municipality=city, forms=[koen])
    record_in("draft", in_municipality=city, forms=[kyosai])
    entry_links = form_entry_links(PROJECTS, 2025)
    assert [(str(link.label), link.count) for link in entry_links] == [("共催", 1), ("後援", 2)]
    assert entry_links[1].url == "/projects/?fiscal_year=2025&form=koen"
