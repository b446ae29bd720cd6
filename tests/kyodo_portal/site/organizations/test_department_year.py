import pytest

from kyodo_portal.site.organizations.department_year import (
    department_year,
    partner_counts,
    with_meters,
)
from projects.partners.choices import PartnerKind
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import PartnerFactory, published_record, record_in

pytestmark = pytest.mark.django_db


def year_of(department, fiscal_year=None, default=None):
    return department_year(department, fiscal_year=fiscal_year, default=default)


def test_department_year_is_by_default_the_newest_with_records():
    unit = DepartmentFactory()
    published_record(department=unit, fiscal_year=2023, participants_text="5")
    published_record(department=unit, fiscal_year=2024, participants_text="不明")
    found = year_of(unit, default=2025)
    assert (found.fiscal_year, found.totals.records, found.totals.unknown) == (2024, 1, 1)
    assert [total.fiscal_year for total in found.others] == [2024, 2023]
    assert year_of(unit, 2023).totals.participants == 5


def test_department_year_holds_what_is_below_and_only_what_is_public():
    unit = DepartmentFactory()
    below = DepartmentFactory(municipality=unit.municipality, parent=unit)
    shown = published_record(department=below)
    for state in ["draft", "submitted", "returned", "withdrawn"]:
        record_in(state, department=unit)
    published_record()
    found = year_of(unit)
    assert [row["id"] for row in found.rows] == [shown.pk]
    assert found.totals.records == 1


def test_department_year_without_records_shows_the_default():
    unit = DepartmentFactory()
    found = year_of(unit, default=2025)
    assert (found.fiscal_year, found.totals.records, found.rows, found.partners) == (
        2025,
        0,
        [],
        [],
    )
    assert found.first_years == []
    assert year_of(unit) is None


def test_first_years_are_the_oldest_and_the_newest():
    unit = DepartmentFactory()
    for year in [2001, None, 1987, 1999]:
        published_record(department=unit, first_year=year)
    assert year_of(unit).first_years == [1987, 2001]


def test_partners_stand_once_in_the_documents_order_and_persons_not_at_all():
    unit = DepartmentFactory()
    city = unit.municipality
    library = PartnerFactory(municipality=city, kind=PartnerKind.CITY_UNIT)
    merged = PartnerFactory(municipality=city, name="図書館", merged_into=library)
    club = PartnerFactory(municipality=city)
    person = PartnerFactory(municipality=city, kind=PartnerKind.PERSON)
    published_record(department=unit, number="2", partners=[library, person])
    published_record(department=unit, number="1", partners=[club, merged])
    found = year_of(unit)
    assert [(partner.id, partner.count) for partner in found.partners] == [
        (club.pk, 1),
        (library.pk, 2),
    ]
    assert found.city_units == 1


@pytest.mark.parametrize("number", [1, 3])
def test_department_year_costs_five_queries(number, django_assert_num_queries):
    unit = DepartmentFactory()
    for _ in range(number):
        partner = PartnerFactory(municipality=unit.municipality)
        published_record(department=unit, partners=[partner])
    with django_assert_num_queries(6):
        assert len(year_of(unit).partners) == number


def test_meters_are_shares_of_the_largest_number():
    rows = with_meters([{"participants": people} for people in [200, 50, 0, None]])
    assert [row["meter"] for row in rows] == ["100.0", "25.0", "", ""]
    assert with_meters([{"participants": None}]) == [{"participants": None, "meter": ""}]


def test_partner_counts_of_no_rows_are_none():
    assert partner_counts([]) == []
