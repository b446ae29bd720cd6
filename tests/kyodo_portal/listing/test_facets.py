"""Each condition's values, counted within the other conditions."""

import pytest
from django.http import QueryDict

from kyodo_portal.listing.facets import facets
from projects.records.choices import CommonForm, Recurrence
from projects.records.filters.records import ProjectRecordFilter
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    published_record,
    record_in,
)

pytestmark = pytest.mark.django_db


def values_of(query, key):
    filterset = ProjectRecordFilter.of(QueryDict(query))
    assert filterset.is_valid()
    found = {facet.key: facet.values for facet in facets(filterset)}
    return [(value.value, str(value.label), value.count, value.is_selected) for value in found[key]]


@pytest.fixture
def division():
    city = MunicipalityFactory(code="012131", name="苫小牧市")
    return DepartmentFactory(municipality=city, name="教育部", sort_order=1)


@pytest.fixture
def section(division):
    return DepartmentFactory(
        municipality=division.municipality, parent=division, name="総務課", sort_order=2
    )


def test_facets_count_within_the_other_conditions(division):
    for year, recurrence in (
        (2024, Recurrence.YEARLY),
        (2025, Recurrence.YEARLY),
        (2025, Recurrence.ONCE),
    ):
        published_record(department=division, fiscal_year=year, recurrence=recurrence)
    query = "fiscal_year=2025&recurrence=once"
    assert values_of(query, "fiscal_year") == [(2025, "令和7年度 (2025)", 1, True)]
    assert values_of(query, "recurrence") == [
        ("yearly", "毎年実施", 1, False),
        ("once", "1回のみ", 1, True),
    ]


def test_facets_list_years_newest_first(division):
    for year in (2023, 2025, 2024):
        published_record(department=division, fiscal_year=year)
    assert [value[0] for value in values_of("", "fiscal_year")] == [2025, 2024, 2023]


def test_facets_count_what_is_below_a_department(division, section):
    published_record(department=division)
    published_record(department=section)
    assert values_of(f"department={division.pk}", "department") == [
        (division.pk, "教育部", 2, True),
        (section.pk, "教育部 総務課", 1, False),
    ]


def test_facets_name_the_city_of_departments_of_several(division):
    published_record(department=division)
    published_record(in_municipality=MunicipalityFactory(code="012076", name="帯広市"))
    labels = [value[1] for value in values_of("", "department")]
    assert labels[1] == "教育部（苫小牧市）"
    assert labels[0].endswith("（帯広市）")


def test_facets_count_two_cities_forms_of_one_code_together(division):
    for city in (division.municipality, MunicipalityFactory()):
        forms = CollaborationFormFactory.create_batch(2, municipality=city)
        partners = PartnerFactory.create_batch(2, municipality=city)
        published_record(
            department=DepartmentFactory(municipality=city), forms=forms, partners=partners
        )
    assert values_of("", "form") == [(CommonForm.KYORYOKU, "事業協力", 2, False)]


def test_facets_keep_selected_values_that_nothing_bears(division):
    published_record(department=division)
    query = "fiscal_year=2020&department=999999&municipality=999999&form=koen&recurrence=once"
    assert values_of(query, "fiscal_year") == [(2020, "令和2年度 (2020)", 0, True)]
    assert values_of(query, "department") == [(999999, "見つからない部署", 0, True)]
    assert values_of(query, "municipality") == [("999999", "見つからない自治体", 0, True)]
    assert values_of(query, "form") == [("koen", "後援", 0, True)]
    assert values_of(query, "recurrence") == [("once", "1回のみ", 0, True)]


def test_facets_name_a_known_city_without_records(division):
    MunicipalityFactory(code="012076", name="帯広市")
    published_record(department=division)
    assert values_of("municipality=012076", "municipality") == [
        ("012076", "帯広市", 0, True),
        ("012131", "苫小牧市", 1, False),
    ]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_facets_know_nothing_of_what_is_not_published(division, state):
    record_in(state, department=division, fiscal_year=2024)
    assert values_of("", "fiscal_year") == []
    assert values_of("", "department") == []
    assert values_of("", "municipality") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_facets_cost_a_fixed_number_of_queries(django_assert_num_queries, rows):
    for _number in range(rows):
        published_record()
    filterset = ProjectRecordFilter.of(QueryDict("q=事業"))
    assert filterset.is_valid()
    with django_assert_num_queries(8):
        assert len(facets(filterset)[1].values) == rows
