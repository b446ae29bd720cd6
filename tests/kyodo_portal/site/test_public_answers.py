import pytest
from django.test import Client
from django.urls import reverse

from kyodo_portal.listing.query_values import MOST_VALUES_OF_A_QUERY
from tests.factories.organizations import UserFactory
from tests.factories.projects import published_record, record_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/projects/", "/api/v1/projects/"])
def test_a_senseless_session_cookie_changes_nothing(client, settings, address):
    client.cookies[settings.SESSION_COOKIE_NAME] = "abc"
    response = client.get(address)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("address", ["/", "/projects/", "/data/", "/api/v1/projects/"])
def test_what_only_reads_says_so(client, address):
    response = Client(enforce_csrf_checks=True).post(address)
    assert response.status_code == 405
    assert "GET" in response["Allow"]


def test_a_form_that_is_too_old_says_so_in_the_look_of_the_site(client):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "画面を開いてから時間がたっています" in response.content.decode()


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_star_as_etag_does_not_make_a_page_exist(client, state):
    record = record_in(state)
    address = reverse("projects:detail", args=[record.project_id])
    plain = client.get(address).status_code
    assert client.get(address, HTTP_IF_NONE_MATCH="*").status_code == plain


def test_the_description_of_the_api_has_an_etag_for_each_format(client):
    address = "/api/v1/schema/"
    json, yaml = (
        client.get(address, HTTP_ACCEPT=kind)["ETag"]
        for kind in ("application/vnd.oai.openapi+json", "application/vnd.oai.openapi")
    )
    assert json != yaml


@pytest.mark.parametrize(
    "address", ["/projects/", "/projects/summary/", "/api/v1/project-records/"]
)
def test_too_many_conditions_at_once_are_refused_with_a_sentence(client, address):
    published_record()
    half = MOST_VALUES_OF_A_QUERY // 2 + 1
    query = "&".join(
        [f"department={number}" for number in range(1, half)]
        + [f"partner={number}" for number in range(1, half)]
        + ["fiscal_year=2025", "fiscal_year=2024", "fiscal_year=2023"]
    )
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert f"{MOST_VALUES_OF_A_QUERY}" in response.content.decode()


def test_a_refused_destination_after_login_is_the_first_page(client):
    user = UserFactory(is_superuser=True, password="long-enough-password")
    sent = {"username": user.username, "password": "long-enough-password"}
    response = client.post("/admin/login/", {**sent, "next": "//evil.example"})
    assert (response.status_code, response["Location"]) == (302, "/admin/")
