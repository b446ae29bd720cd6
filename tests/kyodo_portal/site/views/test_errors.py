import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.urls import path

from kyodo_portal import urls
from kyodo_portal.site.views import errors


def raising(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("ours/", raising(BadRequest("ページは数字で書いてください。<b>"))),
    path("theirs/", raising(SuspiciousOperation("Session data corrupted in /srv/portal"))),
    path("forbidden/", raising(PermissionDenied("user 17 lacks a role"))),
    path("broken/", raising(RuntimeError("password=abc"))),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/ours/", 400, "条件を読み取れません"),
        ("/theirs/", 400, "条件を読み取れません"),
        ("/forbidden/", 403, "このページは開けません"),
        ("/nothing/", 404, "ページが見つかりません"),
        ("/broken/", 500, "ページを表示できません"),
    ],
)
def test_error_page_is_in_the_look_and_asks_the_database_nothing(visitor, address, status, heading):
    # Without the mark django_db any query would fail this test.
    response = visitor.get(address)
    text = response.content.decode()
    assert response.status_code == status
    assert heading in text
    assert 'class="site-footer"' in text
    assert "Content-Security-Policy" in response
    assert "Set-Cookie" not in response


@pytest.mark.parametrize(
    ("address", "secret"),
    [("/theirs/", "/srv/portal"), ("/forbidden/", "user 17"), ("/broken/", "password")],
)
def test_error_page_leaks_no_details(visitor, address, secret):
    assert secret not in visitor.get(address).content.decode()


def test_bad_request_of_ours_says_what_to_mend_and_escapes_it(visitor):
    text = visitor.get("/ours/").content.decode()
    assert "ページは数字で書いてください。&lt;b&gt;" in text


def test_errors_answer_programs_in_json(visitor):
    bad, missing = visitor.get("/ours/?format=json"), visitor.get("/nothing/?format=json")
    told = {"detail": "ページは数字で書いてください。<b>", "errors": {}}
    assert (bad.status_code, bad.json()) == (400, told)
    assert (missing.status_code, missing.json()) == (404, {"detail": "ページが見つかりません"})
    assert visitor.get("/theirs/?format=json").json() == {
        "detail": "条件を読み取れません",
        "errors": {},
    }


@pytest.mark.parametrize("address", ["/nothing/", "/projects/", "/en/nothing/", "/admin/"])
@pytest.mark.parametrize("host", ["testserver", "elsewhere.example"])
def test_more_conditions_than_are_read_are_refused_on_every_page(visitor, address, host):
    query = "&".join(["q=1"] * 5_001)
    response = visitor.get(f"{address}?{query}", headers={"Host": host})
    assert response.status_code == 400
    assert 'class="site-footer"' in response.content.decode()
    program = visitor.get(f"/api/v1/projects/?{query}", headers={"Host": host})
    told = {"detail": "条件を読み取れません", "errors": {}}
    assert (program.status_code, program.json()) == (400, told)


def test_error_page_in_english_keeps_its_links_in_english(visitor):
    text = visitor.get("/en/nothing/").content.decode()
    assert '<html lang="en">' in text
    assert 'href="/en/projects/"' in text


def test_server_error_needs_no_working_request():
    assert errors.server_error(None).status_code == 500
