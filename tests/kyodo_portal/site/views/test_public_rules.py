"""Rules that hold for each of the site's own public pages."""

import html
import re

import pytest

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.models import DataVersion
from tests.factories.organizations import OperatorFactory
from tests.page_text import of_each_shape

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/departments/",
    "/departments/<id>/",
    "/municipalities/012131/",
    "/municipalities/012076/",
    "/data/",
    "/help/",
    "/accessibility/",
]
PREFIXES = ["", "/en"]


@pytest.fixture
def addresses(real_data):
    number = str(Department.objects.get(name="教育部").pk)
    return [prefix + page.replace("<id>", number) for prefix in PREFIXES for page in PAGES]


def test_pages_need_no_session_and_any_cache_may_keep_them(client, addresses):
    client.force_login(OperatorFactory())
    headers = set()
    for address in addresses:
        response = client.get(address)
        cache = ", ".join(sorted(response["Cache-Control"].split(", ")))
        headers.add((response.status_code, cache, "Vary" in response, "Set-Cookie" in response))
    assert headers == {(200, "max-age=0, must-revalidate, public", False, False)}


def test_pages_are_the_same_for_staff(client, addresses):
    visitors = [client.get(address).content for address in addresses]
    client.force_login(OperatorFactory())
    assert [client.get(address).content for address in addresses] == visitors


def test_pages_that_still_hold_are_304_after_one_query(
    client, addresses, django_assert_num_queries
):
    etags = [(address, client.get(address)["ETag"]) for address in addresses]
    for address, etag in etags:
        with django_assert_num_queries(0 if is_fixed(address) else 1):
            assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    DataVersion.rise()
    codes = {a: client.get(a, headers={"If-None-Match": etag}).status_code for a, etag in etags}
    assert codes == {address: 304 if is_fixed(address) else 200 for address in codes}


def is_fixed(address):
    """Whether a page shows no data, so that it holds until the next release."""
    return address.endswith(("/help/", "/accessibility/", "/api/v1/docs/"))


def test_pages_have_one_heading_a_title_and_no_id_twice(client, addresses):
    for address in addresses:
        text = client.get(address).content.decode()
        ids = re.findall(r'\sid="([^"]*)"', text)
        assert text.count("<h1") == 1, address
        assert re.search(r"<title>\s*- ", text) is None, address
        assert sorted(ids) == sorted(set(ids)), address


def test_pages_link_only_what_exists(client, addresses, dose):
    links = {
        link.partition("#")[0]
        for address in addresses
        for link in re.findall(r'href="(/[^"]*)"', client.get(address).content.decode())
        if not link.startswith(("/static/", "/easy/"))
    }
    assert {
        link: code
        for link in of_each_shape(links - {""}, dose(1, 1_000))
        if (code := code_of(client, link)) != 200
    } == {}


def code_of(client, link):
    response = client.get(html.unescape(link))
    response.getvalue()  # a file is open until it is sent
    return response.status_code


@pytest.mark.parametrize(
    "query", [{"q": "あ" * 10_000}, {"q": "\0"}, {"\0": "\0"}, {"page": "x" * 10_000}]
)
def test_pages_with_a_monstrous_query_are_no_server_error(client, addresses, query):
    codes = {address: client.get(address, query).status_code for address in addresses}
    # The list of departments knows the condition q, and says what is wrong with it.
    refused = {"/departments/", "/en/departments/"} if "q" in query else set()
    assert codes == {address: 400 if address in refused else 200 for address in addresses}


@pytest.mark.parametrize("rest", ["x" * 10_000, "%00", "%F0%9F%90%88", "..%2f..%2fetc", "1/%00/"])
def test_monstrous_paths_are_404(client, addresses, rest):
    assert {client.get(f"{address}{rest}").status_code for address in addresses} == {404}


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(client, addresses, method):
    assert {getattr(client, method)(address).status_code for address in addresses} == {405}
