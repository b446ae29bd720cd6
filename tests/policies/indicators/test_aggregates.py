"""協働事業 counted by year and form, as they are laid beside an indicator."""

import pytest

from policies.indicators.aggregates import counted_records
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import CollaborationFormFactory, published_record, record_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return DepartmentFactory()


def form(department, code, **values):
    return CollaborationFormFactory(
        municipality=department.municipality, common_code=code, **values
    )


def test_records_are_counted_by_year_and_form(department):
    kyosai, koen = form(department, "kyosai"), form(department, "koen")
    for year, forms in [(2018, [kyosai]), (2019, [kyosai]), (2019, [kyosai]), (2019, [koen])]:
        published_record(department=department, fiscal_year=year, forms=forms)
    city = department.municipality_id
    assert counted_records(city, [2018, 2019]) == {
        2018: {"kyosai": 1},
        2019: {"kyosai": 2, "koen": 1},
    }
    assert counted_records(city, [2019])[2019]["kyosai"] == 2
    # データなし is not 0: a year without a record is not there, a form without one counts 0.
    assert 2017 not in counted_records(city, [2017, 2018])
    assert counted_records(city, [2018])[2018]["koen"] == 0


def test_record_of_two_forms_of_one_kind_counts_once_and_of_two_kinds_for_each(department):
    kinds = [form(department, "kyosai"), form(department, "kyosai"), form(department, "koen")]
    published_record(department=department, fiscal_year=2019, forms=kinds)
    assert counted_records(department.municipality_id, [2019]) == {2019: {"kyosai": 1, "koen": 1}}


def test_record_without_a_form_makes_its_year_known_and_counts_for_none(department):
    published_record(department=department, fiscal_year=2019)
    assert counted_records(department.municipality_id, [2019]) == {2019: {"": 1}}


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_what_is_not_published_is_not_counted(department, state):
    kyosai = form(department, "kyosai")
    record_in(state, department=department, fiscal_year=2019, forms=[kyosai])
    assert counted_records(department.municipality_id, [2019]) == {}


def test_records_of_other_municipalities_are_not_counted(department):
    stranger = DepartmentFactory()
    published_record(department=stranger, fiscal_year=2019, forms=[form(stranger, "kyosai")])
    assert counted_records(department.municipality_id, [2019]) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_counts_cost_one_query(django_assert_num_queries, department, count):
    for year in range(2019, 2019 + count):
        published_record(department=department, fiscal_year=year)
    with django_assert_num_queries(1):
        assert len(counted_records(department.municipality_id, range(2019, 2022))) == count
