"""Reading the records: what counts as a partner, and under which name."""

import pytest

from projects.models import ProjectRecord
from projects.partner_statistics.aggregates.held import Held, held, missing_between
from projects.partner_statistics.aggregates.records import by_department, by_form, grouped, read
from projects.partners.choices import PartnerKind
from projects.records.choices import CommonForm
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    ProjectFactory,
    ProjectRecordFactory,
    published_record,
    record_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory()


@pytest.fixture
def department(city):
    return DepartmentFactory(municipality=city)


def partner(city, kind=PartnerKind.GROUP, **values):
    return PartnerFactory(municipality=city, kind=kind, **values)


def test_partners_that_count_stand_apart_from_those_that_do_not(city, department):
    counted = [partner(city, kind) for kind in ("group", "company", "school")]
    left_out = [partner(city, kind) for kind in ("generic", "city_unit", "person")]
    ProjectRecordFactory(department=department, partners=[*counted, *left_out])
    material = read(ProjectRecord.objects.all())
    [found] = material.records
    assert found.partners == {one.pk for one in counted}
    assert found.excluded == {(one.kind, one.pk) for one in left_out}
    assert material.partners == {one.pk: one.name for one in counted}


def test_merged_spellings_are_one_partner(city, department):
    target = partner(city, name="みどりの会")
    spelling = partner(city, name="緑の会", merged_into=target)
    ProjectRecordFactory(department=department, partners=[spelling, target])
    ProjectRecordFactory(department=department, partners=[spelling])
    material = read(ProjectRecord.objects.all())
    assert [one.partners for one in material.records] == [{target.pk}, {target.pk}]
    assert material.partners == {target.pk: "みどりの会"}


@pytest.mark.parametrize(("own", "into"), [("person", "group"), ("group", "person")])
def test_person_stays_a_person_on_either_side_of_a_merge(city, department, own, into):
    target = partner(city, into, name="山田太郎")
    ProjectRecordFactory(department=department, partners=[partner(city, own, merged_into=target)])
    material = read(ProjectRecord.objects.all())
    assert material.records[0].excluded == {("person", target.pk)}
    assert material.partners == {}


def test_merged_projects_are_one_project(city, department):
    target = ProjectFactory(municipality=city, name="花いっぱい運動")
    merged = ProjectFactory(municipality=city, name="花一杯運動", merged_into=target)
    ProjectRecordFactory(department=department, project=merged, fiscal_year=2024)
    ProjectRecordFactory(department=department, project=target, fiscal_year=2025)
    material = read(ProjectRecord.objects.all())
    assert [one.project_id for one in material.records] == [target.pk, target.pk]
    assert material.projects == {target.pk: "花いっぱい運動"}


def test_groups_hold_a_record_under_each_of_its_forms(city, department):
    kyosai, itaku = (
        CollaborationFormFactory(municipality=city, common_code=code)
        for code in (CommonForm.KYOSAI, CommonForm.ITAKU)
    )
    both = ProjectRecordFactory(department=department, forms=[kyosai, itaku]).pk
    none = ProjectRecordFactory(department=department).pk
    records = read(ProjectRecord.objects.all()).records
    ids = {key: [one.id for one in found] for key, found in grouped(records, by_form).items()}
    assert ids == {"kyosai": [both], "itaku": [both], "": [none]}
    assert list(grouped(records, by_department)) == [department.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_three_queries(city, department, count, django_assert_num_queries):
    for _number in range(count):
        form = CollaborationFormFactory(municipality=city)
        target = partner(city)
        ProjectRecordFactory(
            department=department, forms=[form], partners=[partner(city, merged_into=target)]
        )
    with django_assert_num_queries(3):
        assert len(read(ProjectRecord.objects.all()).records) == count


def test_held_years_are_those_with_a_published_record(city, department):
    form = CollaborationFormFactory(municipality=city, common_code=CommonForm.ITAKU)
    published_record(department=department, fiscal_year=2022)
    published_record(department=department, fiscal_year=2024, forms=[form])
    record_in("draft", department=department, fiscal_year=2023)
    found = held(ProjectRecord.objects.published())
    assert found == Held(
        frozenset({2022, 2024}), {"": frozenset({2022}), "itaku": frozenset({2024})}
    )
    assert (found.gaps, found.of_form("itaku"), found.of_form("koen")) == (
        [2023],
        {2024},
        frozenset(),
    )


def test_missing_years_lie_between_the_first_and_the_last():
    assert missing_between([]) == []
    assert missing_between([2020, 2023, 2024]) == [2021, 2022]
