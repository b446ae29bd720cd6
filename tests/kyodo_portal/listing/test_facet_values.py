"""The values that a condition offers, for one department a record and for several."""

import pytest

from kyodo_portal.listing.facet_values import (
    FacetValue,
    coded_values,
    counts_by,
    departments,
    municipalities,
    named_departments,
    related,
    several_municipalities,
    years,
)
from kyodo_portal.listing.years import year_label
from projects.models import ActivityField, CaseSheet, ProjectRecord
from tests.factories.case_sheets import case_sheet, published_sheet
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import published_record, record_in

pytestmark = pytest.mark.django_db


def records():
    return ProjectRecord.objects.published()


def sheets():
    return CaseSheet.objects.published()


def shown(values):
    return [(value.value, str(value.label), value.count, value.is_selected) for value in values]


@pytest.fixture
def division():
    city = MunicipalityFactory(code="012131", name="苫小牧市")
    return DepartmentFactory(municipality=city, name="教育部", sort_order=1)


@pytest.fixture
def sections(division):
    return [
        DepartmentFactory(
            municipality=division.municipality, parent=division, name=name, sort_order=place
        )
        for place, name in enumerate(["総務課", "図書課"], start=2)
    ]


def test_counts_by_a_field_know_those_without_any(division):
    published_record(department=division, first_year=1999)
    published_record(department=division)
    record_in("draft", department=division, first_year=1999)
    assert counts_by(records(), "first_year") == {1999: 1, None: 1}


def test_coded_values_are_those_counted_or_selected_in_the_order_of_the_labels():
    labels = [("b", "乙"), ("a", "甲"), ("c", "丙"), ("d", "丁")]
    assert coded_values(labels, {"a": 2, "b": 1, "z": 9}, ["d"]) == [
        FacetValue("b", "乙", 1, False),
        FacetValue("a", "甲", 2, False),
        FacetValue("d", "丁", 0, True),
    ]


def test_years_stand_newest_first_in_the_words_of_the_list(division):
    published_record(department=division, fiscal_year=2024)
    assert shown(years(records(), [2025])) == [
        (2025, "令和7年度 (2025)", 0, True),
        (2024, "令和6年度 (2024)", 1, False),
    ]
    assert shown(years(records(), [], label_of=year_label)) == [(2024, "令和6年度", 1, False)]


def test_municipalities_name_one_that_is_selected_and_has_none(division):
    MunicipalityFactory(code="012076", name="帯広市")
    published_record(department=division)
    assert shown(municipalities(records(), ["012076", "999999"])) == [
        ("012076", "帯広市", 0, True),
        ("012131", "苫小牧市", 1, False),
    ]


def test_one_municipality_is_nothing_to_choose_from(division):
    published_record(department=division)
    assert several_municipalities(records(), []) is None
    assert several_municipalities(records(), ["012131"]) is None
    assert shown(several_municipalities(records(), ["999999"])) == [
        ("012131", "苫小牧市", 1, False)
    ]


def test_departments_offer_those_above_with_all_below(division, sections):
    for unit in (*sections, division):
        published_record(department=unit)
    assert shown(departments(records(), [sections[1].pk])) == [
        (division.pk, "教育部", 3, False),
        (sections[0].pk, "教育部 総務課", 1, False),
        (sections[1].pk, "教育部 図書課", 1, True),
    ]


def test_named_departments_offer_those_named_alone(division, sections):
    published_sheet(department=sections[0])
    case_sheet("draft", department=division)
    assert shown(named_departments(sheets(), [], field="departments")) == [
        (sections[0].pk, "教育部 総務課", 1, False)
    ]


def test_named_departments_count_a_sheet_of_two_below_one_once(division, sections):
    published_sheet(department=sections[0], departments=sections)
    published_sheet(department=division)
    assert shown(named_departments(sheets(), [], field="departments")) == [
        (division.pk, "教育部", 2, False),
        (sections[0].pk, "教育部 総務課", 1, False),
        (sections[1].pk, "教育部 図書課", 1, False),
    ]


def test_named_departments_offer_one_that_is_selected_with_what_is_below(division, sections):
    published_sheet(department=sections[0], departments=sections)
    values = named_departments(sheets(), [division.pk, 999_999], field="departments")
    assert shown(values)[0] == (division.pk, "教育部", 1, True)
    assert [value.value for value in values] == [division.pk, *(unit.pk for unit in sections)]


def test_departments_of_several_cities_say_whose_they_are(division):
    other = DepartmentFactory(municipality__name="帯広市", name="教育部")
    for unit in (division, other):
        published_sheet(department=unit)
    values = named_departments(sheets(), [], field="departments")
    assert sorted(value.label for value in values) == ["教育部（帯広市）", "教育部（苫小牧市）"]


def test_related_objects_without_any_stand_last(division):
    one = published_record(department=division)
    published_record(department=division)
    field = ActivityField.objects.create(
        municipality=division.municipality, name="お祭り", group="文化"
    )
    one.project.activity_fields.set([field])

    def values(selected, **options):
        field = "project__activity_fields"
        among = ActivityField.objects.for_list
        return shown(related(records(), selected, field=field, among=among, **options))

    assert values([]) == [(field.pk, "お祭り", 1, False)]
    assert values(["none"], without=("none", "未分類")) == [
        (field.pk, "お祭り", 1, False),
        ("none", "未分類", 1, True),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_values_cost_the_same_at_any_number(division, number, django_assert_num_queries):
    for place in range(number):
        unit = DepartmentFactory(municipality=division.municipality, parent=division)
        published_record(department=unit, fiscal_year=2020 + place)
        published_sheet(department=unit)
    with django_assert_num_queries(1):
        assert len(years(records(), [])) == number
    with django_assert_num_queries(1):
        assert len(municipalities(records(), [])) == 1
    with django_assert_num_queries(2):
        assert len(departments(records(), [])) == number + 1
    with django_assert_num_queries(2):
        assert len(named_departments(sheets(), [], field="departments")) == number
