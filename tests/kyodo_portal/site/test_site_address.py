"""Whatever host a request names, what it is answered bears the site's own address."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from tests.kyodo_portal.site.test_file_rows import API_LISTS, LISTS, Ground, growing, of_page

pytestmark = pytest.mark.django_db
SITE_URL = "https://portal.example.jp"
FORGED = {"Host": "testserver:64999"}
COMPLETE = re.compile(r"https?://[^/\"<\s]*(?=/(?:en/|easy/|api/|projects|policies|pledges|cases))")


def written(response):
    """Return all that an answer holds: text, or the parts of an Excel file."""
    content = response.getvalue()
    if not content.startswith(b"PK"):
        return content.decode()
    book = zipfile.ZipFile(io.BytesIO(content))
    return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


def asked_twice(client, address):
    """Return ETags and contents of an address under its own host and a forged one."""
    answers = [client.get(address, headers=headers) for headers in ({}, FORGED)]
    assert [answer.status_code for answer in answers] == [200, 200]
    return [answer["ETag"] for answer in answers], [written(answer) for answer in answers]


@pytest.fixture
def site_url(settings):
    settings.SITE_URL = SITE_URL


@pytest.mark.usefixtures("site_url")
@pytest.mark.parametrize("one", LISTS, ids=of_page)
@pytest.mark.parametrize("query", ["", "?format=json", "?format=csv"])
def test_no_list_and_no_file_bears_a_forged_port(client, one, query):
    for _size, address in growing(one, 1):
        [own, forged], texts = asked_twice(client, address + query)
        assert own == forged
        assert texts[0] == texts[1]
        assert "64999" not in texts[1]
        assert set(COMPLETE.findall(texts[1])) <= {SITE_URL}
        assert f"{SITE_URL}{SITE_URL}" not in texts[1]


@pytest.mark.usefixtures("site_url")
@pytest.mark.parametrize("name", API_LISTS)
def test_no_answer_of_the_api_bears_a_forged_port(client, name):
    API_LISTS[name](Ground(), range(51))
    [own, forged], texts = asked_twice(client, f"/api/v1/{name}/")
    assert own == forged
    assert texts[0] == texts[1]
    assert f'"next":"{SITE_URL}/api/v1/{name}/?page=2"' in texts[1]


@pytest.mark.usefixtures("site_url")
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/v1/", f'"projects":"{SITE_URL}/api/v1/projects/"'),
        ("/api/v1/schema/", f"servers:\n- url: {SITE_URL}\n"),
        ("/api/v1/docs/", f"{SITE_URL}/"),
    ],
)
def test_rest_of_the_api_names_the_sites_own_address(client, address, said):
    [own, forged], texts = asked_twice(client, address)
    assert own == forged
    assert texts[0] == texts[1]
    assert said in texts[1]


@pytest.mark.usefixtures("site_url")
def test_excel_file_bears_the_sites_own_address(client):
    [one] = [one for one in LISTS if one.page == "projects:list"]
    for _size, address in growing(one, 1):
        _etags, texts = asked_twice(client, f"{address}?format=xlsx")
        assert f"{SITE_URL}/projects/" in texts[1]
        assert "64999" not in texts[1]


def test_without_an_own_address_scheme_and_host_are_in_the_etag(client):
    address = reverse("projects:list")
    asked = [{}, {"headers": FORGED}, {"secure": True}]
    assert len({client.get(address, **how)["ETag"] for how in asked}) == 3


@pytest.mark.parametrize("address", ["/", "/projects/?format=csv", "/api/v1/projects/", "/help/"])
def test_port_that_no_server_can_have_is_a_bad_request(client, address):
    assert client.get(address, headers={"Host": "testserver:99999"}).status_code == 400


def test_redirect_to_https_leads_to_the_sites_own_address(client, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_SSL_HOST = True, "portal.example.jp"
    response = client.get("/projects/", headers=FORGED)
    assert (response.status_code, response["Location"]) == (301, f"{SITE_URL}/projects/")
