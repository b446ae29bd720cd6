import pytest

from kyodo_portal.listing.areas import area_pages
from kyodo_portal.listing.coverage import published_editions
from kyodo_portal.site.year_table import latest_figure, year_table, years_shown
from projects.area import published_project_records
from tests.factories.organizations import MunicipalityFactory
from tests.factories.projects import published_record, record_in
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db
PROJECTS = area_pages[0]


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        (set(), []),
        ({2025}, [2025, 2024, 2023, 2022, 2021]),
        ({2025, 2023}, [2025, 2024, 2023, 2022, 2021]),
        ({2025, 2019}, [2025, 2024, 2023, 2022, 2021, 2020, 2019]),
    ],
)
def test_years_shown_have_no_gap_and_are_at_least_five(years, shown):
    assert years_shown(years) == shown


def test_published_project_records_counts_nothing_that_is_not_public():
    city = MunicipalityFactory()
    for state in ["draft", "submitted", "returned", "published", "withdrawn"]:
        record_in(state, in_municipality=city)
    record_in("withdrawn", without_trace=True, in_municipality=city)
    published_record(in_municipality=city, fiscal_year=2024)
    assert published_project_records() == {(city.code, 2025): 1, (city.code, 2024): 1}


def cells(row):
    return [cell.count for cell in row.cells]


def test_year_table_tells_0_from_no_data():
    with_nothing, with_records, without_edition = (MunicipalityFactory() for _ in range(3))
    EditionFactory(municipality=with_nothing)
    EditionFactory(municipality=with_records)
    published_record(in_municipality=with_records)
    table = year_table(
        [(PROJECTS, PROJECTS.counts())],
        [with_nothing, with_records, without_edition],
        published_editions(),
        words={},
    )
    assert table.fiscal_years == [2025, 2024, 2023, 2022, 2021]
    nothing = [None] * 4
    assert [cells(row) for row in table.rows] == [[0, *nothing], [1, *nothing], [None, *nothing]]
    addresses = [row.cells[0].url for row in table.rows]
    assert addresses == ["", f"/projects/?fiscal_year=2025&municipality={with_records.code}", ""]


def test_year_table_without_anything_has_no_years():
    assert year_table([(PROJECTS, {})], [MunicipalityFactory()], [], words={}).fiscal_years == []


def test_year_table_does_not_tell_of_an_unpublished_edition():
    edition = EditionFactory(is_published=False)
    table = year_table([(PROJECTS, {})], [edition.municipality], published_editions(), words={})
    assert table.fiscal_years == []


def test_latest_figure_counts_the_newest_year_only():
    city = MunicipalityFactory()
    EditionFactory(municipality=city, fiscal_year=2024, coverage="古い範囲")
    EditionFactory(municipality=city, fiscal_year=2025, coverage="新しい範囲")
    published_record(in_municipality=city, fiscal_year=2024)
    for _ in range(2):
        published_record(in_municipality=city, fiscal_year=2025)
    figure = latest_figure(PROJECTS, published_editions(), PROJECTS.counts(), {}, {})
    assert (figure.fiscal_year, figure.count) == (2025, 2)
    assert (figure.places, figure.coverage) == ([city], ["新しい範囲"])
    assert figure.url == "/projects/?fiscal_year=2025"


def test_latest_figure_of_several_municipalities_names_each_coverage():
    editions = [EditionFactory(coverage="全部"), EditionFactory(coverage="一部")]
    figure = latest_figure(PROJECTS, published_editions(), {}, {}, {})
    assert (figure.count, figure.places) == (0, [edition.municipality for edition in editions])
    names = [str(edition.municipality) for edition in editions]
    assert figure.coverage == [f"{names[0]}：全部", f"{names[1]}：一部"]


def test_latest_figure_without_edition_of_the_area_is_no_data():
    EditionFactory(area="pledges")
    figure = latest_figure(PROJECTS, published_editions(), {}, {}, {})
    assert (figure.fiscal_year, figure.count, figure.places) == (None, None, [])


def test_published_editions_of_one_municipality_leave_out_the_others():
    mine, _other = EditionFactory(), EditionFactory()
    assert published_editions(mine.municipality) == [mine]
