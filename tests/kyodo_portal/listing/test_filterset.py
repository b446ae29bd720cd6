"""What every list's conditions know of themselves, on the records of 協働事業."""

import pytest
from django.http import QueryDict

from kyodo_portal.listing.filterset import Condition, PublicFilter
from projects.cases.filters import CaseSheetFilter
from projects.records.filters.records import ProjectRecordFilter
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import published_record

pytestmark = pytest.mark.django_db


def valid(query, filterset_class=ProjectRecordFilter, **options):
    filterset = filterset_class.of(QueryDict(query), **options)
    assert filterset.is_valid(), filterset.form.errors
    return filterset


def words(filterset):
    return [(one.key, one.value, str(one.label)) for one in filterset.conditions]


@pytest.fixture
def division():
    city = MunicipalityFactory(code="012131", name="苫小牧市")
    return DepartmentFactory(municipality=city, name="教育部")


def test_default_year_counts_where_none_is_named():
    assert valid("q=花", default_year=2025).selected("fiscal_year") == [2025]
    assert valid("fiscal_year=2024", default_year=2025).selected("fiscal_year") == [2024]
    assert valid("fiscal_year=all", default_year=2025).selected("fiscal_year") == []
    assert valid("q=花").selected("fiscal_year") == []


def test_selected_values_are_numbers_where_they_are_written_so():
    filterset = valid("department=007&activity_field=12&activity_field=none&municipality=012131")
    assert filterset.selected("department") == [7]
    assert filterset.selected("activity_field") == [12, "none"]
    assert filterset.selected("municipality") == ["012131"]
    assert filterset.selected("form") == []


def test_all_years_are_asked_for_by_their_word():
    assert valid("fiscal_year=all").shows_all_years
    assert not valid("fiscal_year=2025").shows_all_years
    assert not valid("").shows_all_years


def test_records_without_a_condition_keep_to_all_others(division):
    for year, name in ((2024, "花壇"), (2025, "花壇"), (2025, "図書")):
        published_record(department=division, fiscal_year=year, name=name)
    filterset = valid("fiscal_year=2025&q=花壇")
    assert [record.name for record in filterset.qs] == ["花壇"]
    found = filterset.records_without("fiscal_year").values_list("fiscal_year", flat=True)
    assert sorted(found) == [2024, 2025]
    assert sorted(record.name for record in filterset.records_without("q")) == ["図書", "花壇"]


def test_label_of_a_condition_is_what_its_filter_is_called():
    assert str(valid("").label_of("department")) == "所管部"
    assert str(valid("", CaseSheetFilter).label_of("department")) == "担当課"


def test_conditions_are_the_words_then_as_the_facets_stand_then_the_rest(division):
    query = f"partner=99&municipality=012131&q=本&department={division.pk}&form=koen&sort=name"
    assert words(valid(query)) == [
        ("q", "本", "「本」"),
        ("municipality", "012131", "苫小牧市"),
        ("department", str(division.pk), "教育部"),
        ("form", "koen", "後援"),
        ("partner", "99", "見つからない関係団体"),
    ]


def test_condition_keeps_the_spelling_by_which_it_is_taken_out(division):
    [condition] = valid(f"department=00{division.pk}").conditions
    assert condition == Condition("department", f"00{division.pk}", "教育部")


def test_unknown_values_are_said_by_what_they_are():
    query = "department=99&municipality=999999&activity_field=99&partner=99"
    assert [label for _key, _value, label in words(valid(query))] == [
        "見つからない自治体",
        "見つからない部署",
        "見つからない活動分野",
        "見つからない関係団体",
    ]


def test_conditions_in_words_are_one_line_of_a_file(division):
    assert valid("").in_words == "なし（すべて）"
    assert valid(f"q=本&department={division.pk}").in_words == "ことば：「本」、所管部：教育部"


def test_all_years_are_no_condition():
    assert words(valid("fiscal_year=all")) == []
    assert words(valid("fiscal_year=all&fiscal_year=2025")) == [
        ("fiscal_year", "2025", "令和7年度 (2025)")
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_conditions_cost_a_query_a_name_and_none_a_value(
    division, number, django_assert_num_queries
):
    units = [DepartmentFactory(municipality=division.municipality) for _ in range(number)]
    query = "&".join(f"department={unit.pk}" for unit in units)
    filterset = valid(f"{query}&municipality=012131&fiscal_year=2025&form=koen&q=花")
    with django_assert_num_queries(2):
        assert len(filterset.conditions) == number + 4
        assert len(filterset.conditions) == number + 4


def test_every_facet_of_every_list_is_one_of_its_conditions():
    lists = [
        PublicFilter.__subclasses__(),
        *(one.__subclasses__() for one in PublicFilter.__subclasses__()),
    ]
    wrong = [
        (one.__name__, name)
        for found in lists
        for one in found
        for name in one.facets
        if name not in one.base_filters
    ]
    assert wrong == []
