"""Rules that hold for each public page of 協働事業 and 関係団体."""

import html
import re

import pytest

from kyodo_portal.publishing.models import DataVersion
from projects.models import Partner, Project
from tests.factories.organizations import OperatorFactory
from tests.factories.projects import PartnerFactory, published_record, record_in
from tests.page_text import of_each_shape

pytestmark = pytest.mark.django_db
LISTS = ["/projects/", "/projects/summary/", "/partners/"]
ALL_YEARS = ["/projects/?fiscal_year=all", "/projects/summary/?fiscal_year=all"]
FORMATS = ["json", "csv", "xlsx"]
UNPUBLISHED = ["draft", "submitted", "returned", "withdrawn"]


@pytest.fixture
def addresses(real_data):
    project = Project.objects.get(name="出張！図書館")
    partner = Partner.objects.get(name="苫小牧市立中央図書館")
    return [*LISTS, *ALL_YEARS, f"/projects/{project.pk}/", f"/partners/{partner.pk}/"]


def body(response):
    return response.getvalue() if response.streaming else response.content


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


@pytest.mark.parametrize("query", [{}, {"format": "csv"}, {"format": "json"}])
def test_pages_that_still_hold_are_304_after_one_query(
    client, addresses, query, django_assert_num_queries
):
    etags = {}
    for address in addresses:
        response = client.get(address, query_params=query)
        body(response)
        etags[address] = response["ETag"]
    for address, etag in etags.items():
        with django_assert_num_queries(1):
            answer = client.get(address, query_params=query, headers={"If-None-Match": etag})
        assert answer.status_code == 304
    DataVersion.rise()
    for address, etag in etags.items():
        answer = client.get(address, query_params=query, headers={"If-None-Match": etag})
        body(answer)
        assert answer.status_code == 200


def test_etag_changes_with_a_published_record_and_not_with_a_draft(client):
    published_record()
    before = [client.get(address)["ETag"] for address in LISTS]
    record_in("draft")
    # The draft's own project and department have pages of their own to change.
    during = DataVersion.current()
    published_record()
    assert DataVersion.current() > during
    assert not set(before) & {client.get(address)["ETag"] for address in LISTS}


@pytest.mark.parametrize(("prefix", "lang"), [("/en", "en"), ("/easy", "ja")])
def test_pages_in_other_languages_say_which(client, addresses, prefix, lang):
    for address in addresses:
        response = client.get(prefix + address)
        assert (response.status_code, response["Content-Language"]) == (200, lang), address
        assert f'<html lang="{lang}">' in response.content.decode()


def test_pages_have_one_heading_a_title_and_no_id_twice(client, addresses):
    for address in addresses:
        text = client.get(address).content.decode()
        ids = re.findall(r'\sid="([^"]*)"', text)
        assert text.count("<h1") == 1, address
        assert re.search(r"<title>\s*- ", text) is None, address
        assert sorted(ids) == sorted(set(ids)), address


def test_pages_link_only_what_exists(client, addresses, dose):
    links = {
        html.unescape(link.partition("#")[0])
        for address in addresses
        for link in re.findall(r'href="([/?][^"]*)"', client.get(address).content.decode())
        for link in [link if link.startswith("/") else address.partition("?")[0] + link]
        if not link.startswith(("/static/", "/easy/", "/en/", "/api/"))
    }
    answers = {link: client.get(link) for link in of_each_shape(links - {""}, dose(1, 1_000))}
    for answer in answers.values():
        body(answer)  # a file is open until it is sent
    assert {link: answer.status_code for link, answer in answers.items()} == dict.fromkeys(
        answers, 200
    )


@pytest.mark.parametrize("state", UNPUBLISHED)
def test_what_is_not_published_changes_no_page_and_no_file(client, addresses, state):
    asked = [
        (address, {"format": kind} if kind else {})
        for address in addresses
        for kind in ["", "json", "csv"]
    ]

    def answers():
        return [body(client.get(address, query_params=query)) for address, query in asked]

    before = answers()
    seen = Project.objects.get(name="出張！図書館").records.get()
    library = Partner.objects.get(name="苫小牧市立中央図書館")
    secret = PartnerFactory(municipality=seen.municipality, name="秘密の団体")
    record_in(
        state,
        department=seen.department,
        name="秘密の事業",
        number="2",
        partners=[library, secret],
        forms=list(seen.municipality.collaboration_forms.all()),
        participants_text="999",
    )
    record_in(state, department=seen.department, project=seen.project, fiscal_year=2024)
    after = answers()
    changed = [
        asked[place]
        for place, (old, new) in enumerate(zip(before, after, strict=True))
        if old != new
    ]
    # A withdrawn year says that it was withdrawn, on its own project's page alone.
    own_page = [(f"/projects/{seen.project_id}/", {})]
    assert changed == (own_page if state == "withdrawn" else [])
    assert "秘密" not in b"".join(after).decode(errors="ignore")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_page_is_a_file_too(client, addresses, kind):
    types = {
        "json": "application/json",
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    for address in addresses:
        response = client.get(address, query_params={"format": kind})
        assert (response.status_code, response["Content-Type"]) == (200, types[kind])
        assert len(body(response)) > 200


@pytest.mark.parametrize(
    "query",
    [
        {"q": "あ" * 10_000},
        {"q": "\0"},
        {"department": "1" * 30},
        {"partner": "x"},
        {"fiscal_year": "令和7年度"},
        {"sort": "population"},
        {"page": "x"},
        {"page": "0"},
        {"format": "pdf"},
    ],
)
@pytest.mark.parametrize("address", ["/projects/", "/projects/?fiscal_year=2025"])
def test_bad_conditions_are_400_with_the_page_that_mends_them(client, address, query):
    published_record()
    response = client.get(address, query_params=query)
    text = response.content.decode()
    assert response.status_code == 400
    assert "条件を読み取れません" in text
    assert 'role="alert"' in text
    assert 'class="btn btn--primary" type="submit"' in text


@pytest.mark.parametrize("address", [*LISTS, "/projects/{project}/", "/partners/{partner}/"])
@pytest.mark.parametrize(
    "query", [{"q": "あ" * 10_000}, {"q": "\0"}, {"\0": "\0"}, {"page": "9" * 30}, {"x": "y"}]
)
def test_no_query_is_a_server_error(client, address, query):
    partner = PartnerFactory()
    record = published_record(in_municipality=partner.municipality, partners=[partner])
    address = address.format(project=record.project_id, partner=partner.pk)
    assert client.get(address, query_params=query).status_code in {200, 400}


@pytest.mark.parametrize("where", ["projects", "partners"])
@pytest.mark.parametrize("number", ["0", "999999", "9" * 18, "9" * 30, "00"])
def test_unknown_numbers_are_404(client, where, number):
    published_record()
    assert client.get(f"/{where}/{number}/").status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_page_past_the_end_is_404(client, address):
    published_record()
    expected = 200 if address == "/projects/summary/" else 404
    assert client.get(address, query_params={"page": "2"}).status_code == expected


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(client, addresses, method):
    assert {getattr(client, method)(address).status_code for address in addresses} == {405}
