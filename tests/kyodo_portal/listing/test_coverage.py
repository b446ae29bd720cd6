"""収録範囲 of what is in view: editions, years that are not held, and what is folded."""

import pytest
from django.http import QueryDict

from kyodo_portal.listing.coverage import (
    Coverage,
    coverage,
    coverage_lines,
    coverage_text,
    published_editions,
)
from projects.records.filters.records import ProjectRecordFilter
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


def of(query):
    filterset = ProjectRecordFilter.of(QueryDict(query))
    assert filterset.is_valid()
    return coverage(filterset, "projects")


def test_nothing_is_held():
    assert of("") == Coverage([], [], is_held=True)


def test_year_of_a_municipality_that_is_not_held_names_it(city):
    EditionFactory(municipality=city, fiscal_year=2025, coverage="14件です。")
    MunicipalityFactory(code="012076", name="帯広市")
    query = "fiscal_year=2025&municipality=012076"
    assert of(query) == Coverage(["帯広市 令和7年度：データなし"], [], is_held=False)
    assert of(f"{query}&municipality=012131") == Coverage(
        ["苫小牧市 令和7年度：14件です。", "帯広市 令和7年度：データなし"], [], is_held=True
    )


def test_department_asks_for_the_documents_of_its_own_city(city):
    EditionFactory(municipality=city, fiscal_year=2025, coverage="14件です。")
    other = MunicipalityFactory(code="012076", name="帯広市")
    unit = DepartmentFactory(municipality=other)
    assert of(f"fiscal_year=2025&department={unit.pk}") == Coverage(
        ["帯広市 令和7年度：データなし"], [], is_held=False
    )


def test_year_that_is_not_held_is_no_data(city):
    EditionFactory(municipality=city, fiscal_year=2025, coverage="14件です。")
    assert of("fiscal_year=2025&fiscal_year=2024").texts == [
        "苫小牧市 令和7年度：14件です。",
        "令和6年度：データなし",
    ]


def test_all_years_say_what_is_held_alone(city):
    EditionFactory(municipality=city, fiscal_year=2025, coverage="14件です。")
    expected = ["苫小牧市 令和7年度：14件です。"]
    assert of("fiscal_year=all").texts == expected
    assert of("fiscal_year=all&fiscal_year=2024").texts == expected


def test_other_cities_areas_and_drafts_are_not_in_view(city):
    EditionFactory(municipality=city, coverage="ここ")
    EditionFactory(municipality=city, area="policies", coverage="ほかの分野")
    EditionFactory(municipality=city, fiscal_year=2023, coverage="未公開", is_published=False)
    EditionFactory(coverage="ほかの市")
    assert of("municipality=012131").texts == ["苫小牧市 令和7年度：ここ"]


def test_more_than_four_are_folded(city):
    for year in range(2020, 2026):
        EditionFactory(municipality=city, fiscal_year=year, coverage=str(year))
    found = of("")
    assert [text[-4:] for text in found.texts] == ["2025", "2024", "2023", "2022"]
    assert [text[-4:] for text in found.more] == ["2021", "2020"]


def test_text_names_city_and_year(city):
    edition = EditionFactory(municipality=city, fiscal_year=2019, coverage="一部です。")
    assert coverage_text(edition) == "苫小牧市 令和元年度：一部です。"


def test_lines_of_a_file_name_source_and_day(city):
    EditionFactory(
        municipality=city,
        fiscal_year=2019,
        coverage="一部です。",
        source_title="一覧",
        released_on="2020-04-01",
    )
    EditionFactory(municipality=city, fiscal_year=2018, coverage="全部です。", source_title="")
    assert list(coverage_lines("projects", fiscal_years=[2019, 2018], codes=["012131"])) == [
        ["苫小牧市 令和元年度", "一覧", "2020-04-01", "一部です。"],
        ["苫小牧市 平成30年度", "", "", "全部です。"],
    ]


def test_published_editions_stand_newest_first(city):
    older, newer = (EditionFactory(municipality=city, fiscal_year=year) for year in (2024, 2025))
    EditionFactory(municipality=city, fiscal_year=2026, is_published=False)
    other = EditionFactory(fiscal_year=2023)
    assert published_editions(city) == [newer, older]
    assert published_editions() == [newer, older, other]
