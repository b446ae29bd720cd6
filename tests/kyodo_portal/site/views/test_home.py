import pytest

from kyodo_portal.site.home import EXAMPLES
from projects.models import ProjectRecord
from tests.factories.organizations import MunicipalityFactory
from tests.factories.projects import CollaborationFormFactory, published_record, record_in
from tests.factories.publishing import EditionFactory
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


def text_of(client, address="/"):
    return page_text(client.get(address))


def test_home_names_both_cities_and_the_figure_of_the_latest_year(client, real_data):
    text = text_of(client)
    home = client.get("/").context["home"]
    assert [str(place.municipality) for place in home.places] == ["帯広市", "苫小牧市"]
    areas = [[(pages.area, cell.count) for pages, cell in place.areas] for place in home.places]
    assert areas == [[], [("projects", 14), ("policies", 15), ("pledges", 50)]]
    assert [place.case_count for place in home.places] == [27, 0]
    assert '<span class="nowrap">協働事業 14件</span>' in text
    assert '<span class="nowrap">協働事例 27件</span>' in text
    assert (home.figures[0].count, home.figures[0].fiscal_year) == (14, 2025)
    assert "14<small>件 令和7年度・苫小牧市</small>" in text
    assert "「その他（事業協力）」の14件です。共催・後援などは含みません。" in text


def test_home_says_of_pledges_what_their_own_page_says(client, real_data):
    text = page_text(client.get("/"))
    assert "50<small>施策 令和5年度末・苫小牧市</small>" in text
    assert ">50施策</a>" in text
    assert "項目" not in text


def test_home_shows_no_data_for_the_city_without_records_and_never_0(client, real_data):
    table = client.get("/").context["home"].years
    counts = {
        (str(row.municipality), row.pages.area): [cell.count for cell in row.cells]
        for row in table.rows
    }
    assert table.fiscal_years == list(range(2025, 2018, -1))
    assert counts["帯広市", "projects"] == [None] * 7
    assert counts["苫小牧市", "projects"] == [14, *[None] * 6]
    assert counts["苫小牧市", "pledges"] == [None, None, 50, *[None] * 4]
    assert counts["苫小牧市", "policies"] == [*[None] * 6, 15]
    assert "0件</" not in text_of(client)


def test_home_entry_links_follow_the_citys_order(client, real_data):
    entry_links = client.get("/").context["home"].entry_links
    labels = [(link.label, link.count) for link in entry_links.departments]
    assert labels == [("総合政策部", 1), ("環境衛生部", 5), ("教育部", 8)]
    assert [(str(link.label), link.count) for link in entry_links.forms] == [("事業協力", 14)]


def test_home_entry_links_lead_to_as_many_records_as_they_say(client, real_data):
    entry_links = client.get("/").context["home"].entry_links
    for link in [*entry_links.departments, *entry_links.forms]:
        assert client.get(f"{link.url}&format=json").json()["count"] == link.count


def test_home_examples_find_something_in_the_real_data(real_data):
    published = ProjectRecord.objects.published()
    assert [str(word) for word in EXAMPLES if not published.matching(str(word)).exists()] == []


def test_home_tells_when_the_records_came(client, real_data):
    text = text_of(client)
    assert "令和7年度の協働事業14件</a>を公開しました（苫小牧市）" in text


def test_home_without_any_data_says_so(client):
    text = text_of(client)
    assert client.get("/").status_code == 200
    assert "まだ更新はありません。" in text
    assert "部署から</h3>" not in text


def test_home_counts_nothing_that_is_not_public(client):
    edition = EditionFactory()
    published_record(in_municipality=edition.municipality)
    before = text_of(client)
    for state in ["draft", "submitted", "returned", "withdrawn"]:
        record_in(state, in_municipality=edition.municipality, name=f"秘密の{state}")
    assert text_of(client) == before


@pytest.mark.parametrize("number", [1, 3])
def test_home_costs_the_same_at_any_size(client, number, django_assert_num_queries):
    for _ in range(number):
        city = MunicipalityFactory()
        EditionFactory(municipality=city)
        form = CollaborationFormFactory(municipality=city)
        published_record(in_municipality=city, forms=[form])
    with django_assert_num_queries(23):
        client.get("/")
