"""What caches and pages of other sites are told of an answer, whether it is 200, 304 or a refusal."""

import pytest
from django.urls import reverse

from tests.factories.city_ground import Ground
from tests.factories.projects import published_record
from tests.kyodo_portal.site.test_file_rows import (
    API_LISTS,
    FORMATS,
    LISTS,
    NO_PAGES,
    PAGES_WITHOUT_FILES,
    growing,
    of_page,
)

pytestmark = pytest.mark.django_db
PAGES = sorted(set(PAGES_WITHOUT_FILES) - NO_PAGES)
KEPT = ["ETag", "Cache-Control", "Vary"]
OPEN = ["Access-Control-Allow-Origin", "Access-Control-Expose-Headers"]
EVERY_SITE = ["*", "ETag, Content-Disposition, Retry-After"]


def told(response, names):
    response.close()
    return [response.get(name) for name in names]


def assert_the_same_when_unchanged(client, address):
    """Return what a first answer and one of 304 say alike."""
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    names = [*KEPT, *OPEN]
    said = dict(zip(names, told(first, names), strict=True))
    assert dict(zip(names, told(again, names), strict=True)) == said
    assert said["Cache-Control"] == "public, max-age=0, must-revalidate"
    return [said[name] for name in OPEN]


@pytest.mark.parametrize("wanted", ["", *FORMATS])
@pytest.mark.parametrize("one", LISTS, ids=of_page)
def test_list_and_files_say_the_same_when_unchanged(client, one, wanted):
    expected = EVERY_SITE if wanted else [None, None]
    for _size, address in growing(one, 1):
        query = f"?format={wanted}" if wanted else ""
        assert assert_the_same_when_unchanged(client, address + query) == expected


@pytest.mark.parametrize("page", PAGES)
def test_page_says_the_same_when_unchanged(client, page):
    address = reverse(page, args=PAGES_WITHOUT_FILES[page](Ground()))
    assert assert_the_same_when_unchanged(client, address) == [None, None]


@pytest.mark.parametrize("address", ["", "schema/", "docs/", *(f"{name}/" for name in API_LISTS)])
def test_api_says_the_same_when_unchanged_and_is_open_to_every_site(client, address):
    assert assert_the_same_when_unchanged(client, f"/api/v1/{address}") == EVERY_SITE


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/projects/?zzz=1", 400),
        ("/api/v1/projects/?page=x", 400),
        ("/api/v1/projects/0/", 404),
        ("/api/v1/nothing/", 404),
        ("/projects/?format=csv&zzz=1", 400),
        ("/projects/?format=json&fiscal_year=x", 400),
        ("/projects/?format=pdf", 400),
        ("/nothing/?format=json", 404),
    ],
)
def test_refusals_can_be_read_from_every_site(client, address, status):
    response = client.get(address)
    assert (response.status_code, told(response, OPEN)) == (status, EVERY_SITE)


@pytest.mark.parametrize(
    "address",
    ["/api/v1/projects/", "/api/v1/projects/1/", "/api/v1/schema/", "/projects/?format=csv"],
)
def test_browser_may_ask_with_a_condition_from_every_site(client, address):
    published_record()
    response = client.options(
        address,
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert response.status_code == 200
    assert told(response, OPEN) == EVERY_SITE
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"].split(", ")


@pytest.mark.parametrize("address", ["/", "/projects/", "/admin/login/", "/admin/?format=json"])
def test_pages_for_people_are_not_opened_to_other_sites(client, address):
    asked, read = client.options(address), client.get(address)
    assert [told(asked, OPEN), told(read, OPEN)] == [[None, None]] * 2
    assert "Access-Control-Allow-Methods" not in asked


@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
@pytest.mark.parametrize("one", LISTS, ids=of_page)
def test_file_has_a_name_that_every_system_can_hold(client, one, wanted):
    for _size, address in growing(one, 1):
        response = client.get(f"{address}?format={wanted}")
        response.close()
        assert response["Content-Disposition"].startswith('attachment; filename="')
        assert response["Content-Disposition"].endswith(f'.{wanted}"')
        assert response["Content-Disposition"].isascii()
