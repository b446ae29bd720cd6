"""Names of a query that a page does not know: pages answer as without them, files and API refuse."""

import re

import pytest
from django.urls import reverse

from kyodo_portal.api_urls import router
from tests.factories import many_rows
from tests.factories.city_ground import Ground
from tests.factories.projects import published_record
from tests.kyodo_portal.site.test_file_rows import (
    API_LISTS,
    LISTS,
    NO_PAGES,
    PAGES_WITHOUT_FILES,
    growing,
    of_page,
)

pytestmark = pytest.mark.django_db
# More than stand on one page of the site, and of the API.
ROWS, API_ROWS = 21, 51
UNKNOWN = "zzz=1&fiscalyear=2019"
# Those that are no pages have neither ETag nor links.
PAGES = [name for name in PAGES_WITHOUT_FILES if name not in NO_PAGES]


def assert_unknown_names_are_refused(client, address):
    separator = "&" if "?" in address else "?"
    response = client.get(f"{address}{separator}{UNKNOWN}")
    assert response.status_code == 400
    if "csv" in address or "xlsx" in address:
        assert "「fiscalyear」という条件はありません。" in response.content.decode()
    else:
        assert list(response.json()["errors"]) == ["zzz", "fiscalyear"]


def assert_unknown_names_change_nothing(client, address):
    separator = "&" if "?" in address else "?"
    plain, other = client.get(address), client.get(f"{address}{separator}{UNKNOWN}")
    assert (plain.status_code, other.status_code) == (200, 200)
    assert (plain["ETag"], plain.content) == (other["ETag"], other.content)
    assert not re.search(r"zzz|fiscalyear", other.content.decode())


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("one", LISTS, ids=of_page)
def test_list_drops_unknown_names(client, one, language):
    for _size, address in growing(one, min(ROWS, one.most)):
        assert_unknown_names_change_nothing(client, language + address)


@pytest.mark.parametrize("wanted", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("one", LISTS, ids=of_page)
def test_files_of_a_list_refuse_unknown_names(client, one, wanted):
    for _size, address in growing(one, min(1, one.most)):
        assert_unknown_names_are_refused(client, f"{address}?format={wanted}")


@pytest.mark.parametrize("page", PAGES)
def test_page_drops_unknown_names(client, page):
    address = reverse(page, args=PAGES_WITHOUT_FILES[page](Ground()))
    assert_unknown_names_change_nothing(client, address)


@pytest.mark.parametrize("name", API_LISTS)
def test_api_list_and_record_refuse_unknown_names(client, name):
    API_LISTS[name](Ground(), range(1))
    assert_unknown_names_are_refused(client, f"/api/v1/{name}/")
    row = client.get(f"/api/v1/{name}/").json()["results"][0]
    assert_unknown_names_are_refused(client, f"/api/v1/{name}/{row.get('id', row.get('code'))}/")


@pytest.mark.parametrize("address", ["", "schema/", "docs/"])
def test_rest_of_the_api_refuses_unknown_names(client, address):
    assert_unknown_names_are_refused(client, f"/api/v1/{address}")


@pytest.mark.parametrize(
    "query", ["page=1&format=csv", "sort=&format=csv&page=", "format=%20&zzz=1", "format="]
)
def test_names_that_a_file_cannot_use_and_empty_values_are_ignored(client, query):
    published_record()
    response = client.get(f"/projects/?{query}")
    assert response.status_code == 200
    response.close()


def test_names_that_the_api_cannot_use_are_ignored(client):
    record = published_record()
    address = f"/api/v1/project-records/{record.pk}/"
    row = client.get(address).json()
    assert client.get(f"{address}?fiscal_year=1999&page=2&format=json&q=x").json() == row
    assert client.get("/api/v1/project-records/?format=json").json()["results"] == [row]


def test_refusal_says_the_nearest_name_and_all_that_can_be_used(client):
    words = (
        "「fiscalyear」という条件はありません。 「fiscal_year」ではありませんか。 使える名前は "
        "q, municipality, plan, code, fiscal_year, department, rating, page, page_size です。"
    )
    assert client.get("/api/v1/evaluation-sheets/?fiscalyear=2019").json() == {
        "detail": words,
        "errors": {"fiscalyear": [words]},
    }
    assert client.get("/api/v1/?zzz=1").json()["errors"] == {
        "zzz": ["「zzz」という条件はありません。 このアドレスに条件は書けません。"]
    }


def test_many_unknown_names_are_told_in_few_words(client):
    query = "&".join(f"{'x' * 500}{number}=1" for number in range(1_000))
    response = client.get(f"/api/v1/projects/?{query}")
    assert (response.status_code, len(response.json()["errors"])) == (400, 1)
    assert len(response.content) < 2_000


def test_method_that_only_asks_what_is_allowed_or_writes_is_refused_no_name(client):
    assert client.options("/api/v1/projects/?zzz=1").status_code == 200
    assert client.post("/api/v1/projects/?zzz=1").status_code == 405


def test_every_list_of_the_api_is_asked():
    assert sorted(prefix for prefix, _view, _name in router.registry) == sorted(API_LISTS)


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("q=a&municipality=012131", "municipality=012131&q=a"),
        ("department=2&department=1", "department=1&department=2&department=1"),
        ("q=a", "q=&q=b&q=a&form=&page="),
        ("fiscal_year=2025&sort=name", "sort=name&fiscal_year=%20&fiscal_year=2025"),
    ],
)
def test_one_set_of_conditions_has_one_etag_and_one_page(client, query, same):
    published_record()
    one, other = (client.get(f"/projects/?{typed}") for typed in (query, same))
    assert (one.status_code, one["ETag"], one.content) == (200, other["ETag"], other.content)


def test_links_of_a_list_hold_what_it_knows(client):
    many_rows.records(Ground(), range(ROWS))
    page = client.get("/projects/?sort=name&zzz=1&fiscal_year=2025").content.decode()
    assert 'href="?fiscal_year=2025&amp;page=2&amp;sort=name"' in page  # pager
    assert 'href="?fiscal_year=2025&amp;format=csv&amp;sort=name"' in page  # files
    assert 'href="/en/projects/?fiscal_year=2025&amp;sort=name"' in page  # languages


def test_page_that_is_not_there_hands_no_query_on(client):
    page = client.get("/nowhere/?zzz=1&q=a")
    assert page.status_code == 404
    assert "zzz" not in page.content.decode()


def test_address_of_a_merged_project_takes_along_what_the_page_knows(client):
    record = published_record(fiscal_year=2025)
    merged = record.project
    target = published_record(department=record.department, fiscal_year=2025).project
    type(merged).objects.filter(pk=merged.pk).update(merged_into=target)
    response = client.get(f"/projects/{merged.pk}/?zzz=1&fiscal_year=2025")
    assert (response.status_code, response["Location"]) == (
        301,
        f"/projects/{target.pk}/?fiscal_year=2025",
    )
