"""Grouped numbers: what is counted, once or more often, and what is never summed."""

import pytest

from kyodo_portal.listing.tables import Heading
from projects.models import ProjectRecord
from projects.records.aggregates import tables as aggregates_tables
from projects.records.aggregates import totals as aggregates
from projects.records.aggregates.totals import Totals
from projects.records.choices import CommonForm, Recurrence
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    published_record,
    record_in,
)

pytestmark = pytest.mark.django_db


def published():
    return ProjectRecord.objects.published()


def table(result):
    return {str(row.heading.label): row.counts for row in result.rows}


@pytest.fixture
def education():
    city = MunicipalityFactory(name="北市")
    return DepartmentFactory(municipality=city, name="教育部", sort_order=20)


@pytest.fixture
def environment(education):
    return DepartmentFactory(municipality=education.municipality, name="環境衛生部", sort_order=10)


@pytest.fixture
def two_of_each(education):
    """Return a record with two forms and two partners."""
    city = education.municipality
    return published_record(
        department=education,
        participants_text="100",
        forms=[
            CollaborationFormFactory(municipality=city, common_code=CommonForm.KYOSAI),
            CollaborationFormFactory(municipality=city, common_code=CommonForm.KOEN),
        ],
        partners=PartnerFactory.create_batch(2, municipality=city),
    )


def test_totals_of_nothing_is_no_number_of_people():
    assert aggregates.totals(published()) == Totals(None, 0, None, 0, 0, 0, 0)


def test_totals_counts_each_kind_of_empty_apart(education):
    for text in ("1,225", "0", "不明", "-", ""):
        published_record(department=education, participants_text=text)
    assert aggregates.totals(published()) == Totals(2025, 5, 1225, 2, 1, 1, 1)


def test_totals_without_any_number_is_none_and_not_zero(education):
    published_record(department=education, participants_text="不明")
    assert aggregates.totals(published()).participants is None


def test_totals_of_zero_people_is_zero(education):
    published_record(department=education, participants_text="0")
    assert aggregates.totals(published()).participants == 0


def test_totals_does_not_multiply_over_forms_and_partners(two_of_each):
    assert aggregates.totals(published()) == Totals(
        2025, 1, 100, 1, 0, 0, 0, 1, sponsored_participants=100
    )


def test_totals_tell_the_people_of_sponsorships_apart(education):
    koen = CollaborationFormFactory(municipality=education.municipality, common_code="koen")
    for text, forms in (("300", [koen]), ("120", [koen]), ("不明", [koen]), ("50", [])):
        published_record(department=education, participants_text=text, forms=forms)
    totals = aggregates.totals(published())
    assert (totals.sponsorships, totals.without_sponsorships) == (3, 1)
    assert totals.sponsored_participants == 420
    assert totals.participants_without_sponsorships == 50
    [year] = aggregates_tables.participants_by_year(published())
    assert year.totals == totals


def test_people_of_sponsorships_are_never_added_over_years(education):
    koen = CollaborationFormFactory(municipality=education.municipality, common_code="koen")
    for year in (2024, 2025):
        published_record(
            department=education, fiscal_year=year, participants_text="10", forms=[koen]
        )
    assert aggregates.totals(published()).sponsored_participants is None


def test_totals_over_years_has_no_sum_of_people(education):
    published_record(department=education, fiscal_year=2024, participants_text="10")
    published_record(department=education, fiscal_year=2025, participants_text="5")
    assert aggregates.totals(published()) == Totals(None, 2, None, 2, 0, 0, 0)
    assert [
        (year.fiscal_year, year.participants) for year in aggregates.totals_by_year(published())
    ] == [
        (2025, 5),
        (2024, 10),
    ]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_totals_leaves_out_what_is_not_published(education, state):
    published_record(department=education, participants_text="5")
    record_in(state, department=education, participants_text="1000")
    assert aggregates.totals(published()) == Totals(2025, 1, 5, 1, 0, 0, 0)


def test_departments_stand_in_their_own_order(education, environment):
    for year in (2024, 2025, 2025):
        published_record(department=education, fiscal_year=year)
    published_record(department=environment)
    result = aggregates_tables.by_department_and_year(published())
    assert [column.key for column in result.columns] == [2024, 2025]
    assert [(row.heading.label, row.counts, row.total) for row in result.rows] == [
        ("環境衛生部", [0, 1], 1),
        ("教育部", [1, 2], 3),
    ]
    assert (result.totals, result.total) == ([1, 3], 4)


def test_departments_of_one_name_in_two_cities_stay_two(education):
    published_record(department=education)
    other = DepartmentFactory(name="教育部", municipality__name="南市")
    published_record(department=other)
    headings = [row.heading for row in aggregates_tables.by_department_and_year(published()).rows]
    assert sorted((heading.label, heading.note) for heading in headings) == [
        ("教育部", "北市"),
        ("教育部", "南市"),
    ]


def test_departments_below_another_bear_its_name(education):
    section = DepartmentFactory(
        municipality=education.municipality, parent=education, name="総務課"
    )
    published_record(department=section)
    assert aggregates_tables.by_department_and_year(published()).rows[0].heading == Heading(
        section.pk, "教育部 総務課"
    )


def test_forms_count_a_record_under_each_and_once_in_all(education, two_of_each):
    published_record(department=education, forms=[])
    result = aggregates_tables.by_form_and_year(published())
    assert table(result) == {"共催": [1], "後援": [1], "記載なし": [1]}
    assert (result.totals, result.total) == ([2], 2)


def test_forms_of_two_cities_with_one_code_are_one_row(education):
    for city in (education.municipality, MunicipalityFactory()):
        forms = CollaborationFormFactory.create_batch(2, municipality=city)
        published_record(department=DepartmentFactory(municipality=city), forms=forms)
    result = aggregates_tables.by_form_and_year(published())
    assert table(result) == {"事業協力": [2]}
    assert result.total == 2


def test_recurrence_by_department_keeps_not_entered_apart(education, two_of_each):
    published_record(department=education, recurrence=Recurrence.YEARLY)
    result = aggregates_tables.by_recurrence(published())
    assert [column.key for column in result.columns] == ["yearly", "not_entered"]
    assert table(result) == {"教育部": [1, 1]}


def test_participants_by_year_sums_within_each_year(education, environment):
    published_record(department=education, fiscal_year=2024, participants_text="7")
    published_record(department=education, participants_text="10")
    published_record(department=environment, participants_text="不明")
    newest, oldest = aggregates_tables.participants_by_year(published())
    assert (newest.totals.fiscal_year, newest.totals.participants, newest.totals.unknown) == (
        2025,
        10,
        1,
    )
    assert [(heading.label, part.participants) for heading, part in newest.departments] == [
        ("環境衛生部", None),
        ("教育部", 10),
    ]
    assert oldest.totals.participants == 7


@pytest.mark.parametrize(
    ("aggregate", "queries"),
    [
        (aggregates.totals, 1),
        (aggregates_tables.by_department_and_year, 1),
        (aggregates_tables.by_form_and_year, 2),
        (aggregates_tables.by_recurrence, 1),
        (aggregates_tables.participants_by_year, 1),
    ],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_aggregates_cost_a_fixed_number_of_queries(
    django_assert_num_queries, aggregate, queries, rows
):
    for _number in range(rows):
        published_record()
    with django_assert_num_queries(queries):
        aggregate(published())
