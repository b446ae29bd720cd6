import pytest
from django.core.exceptions import DisallowedHost
from django.http import QueryDict
from django.urls import set_script_prefix

from kyodo_portal.listing.addresses import (
    absolute_url,
    canonical_query,
    in_language,
    site_address,
    without_value,
)


@pytest.mark.parametrize(
    ("query", "changes", "expected"),
    [
        ("", {}, ""),
        ("sort=name&q=%E6%B8%85", {}, "?q=%E6%B8%85&sort=name"),
        ("q=&page=2", {}, "?page=2"),
        ("page=2&q=a", {"page": 3}, "?page=3&q=a"),
        ("page=2&q=a", {"page": None}, "?q=a"),
        ("department=3&department=1&department=3", {}, "?department=3&department=1"),
        ("q=a", {"form": ["itaku", "hojo"]}, "?form=itaku&form=hojo&q=a"),
        ("q=a%26b%3D%22", {}, "?q=a%26b%3D%22"),
    ],
)
def test_canonical_query(query, changes, expected):
    assert canonical_query(QueryDict(query), changes) == expected


def test_without_value_keeps_the_others_of_the_key():
    query = QueryDict("department=1&department=3&q=a")
    assert without_value(query, "department", 1) == "?department=3&q=a"


def test_without_value_last_one_leaves_nothing():
    assert without_value(QueryDict("q=a"), "q", "a") == ""


@pytest.mark.parametrize(
    ("path", "code", "expected"),
    [
        ("/projects/", "ja", "/projects/"),
        ("/projects/", "en", "/en/projects/"),
        ("/en/projects/", "easy", "/easy/projects/"),
        ("/easy/projects/1/", "ja", "/projects/1/"),
        ("/", "en", "/en/"),
        ("/en/", "ja", "/"),
        ("/english/", "ja", "/english/"),
        ("//example.org/", "ja", "/example.org/"),
    ],
)
def test_in_language(path, code, expected):
    assert in_language(path, code) == expected


def test_in_language_below_a_script_prefix():
    set_script_prefix("/portal/")
    try:
        assert in_language("/en/projects/", "ja") == "/portal/projects/"
    finally:
        set_script_prefix("/")


def test_complete_address_bears_the_sites_own(rf, settings):
    settings.SITE_URL = "https://portal.example.jp"
    asked = rf.get("/", headers={"Host": "testserver:99999"})
    assert absolute_url(asked, "/projects/?q=a") == "https://portal.example.jp/projects/?q=a"


@pytest.mark.parametrize("host", ["testserver", "testserver:8080", "testserver:65535"])
def test_complete_address_in_a_demo_is_the_one_that_was_asked(rf, host):
    asked = rf.get("/", headers={"Host": host})
    assert absolute_url(asked, "/cases/事例/") == f"http://{host}/cases/%E4%BA%8B%E4%BE%8B/"


@pytest.mark.parametrize("host", ["testserver:0", "testserver:65536", f"testserver:{'9' * 5000}"])
def test_port_that_no_server_can_have_is_refused(rf, host):
    with pytest.raises(DisallowedHost):
        site_address(rf.get("/", headers={"Host": host}))
