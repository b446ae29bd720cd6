import os
import subprocess
import sys

import pytest

from tests.source_tree import ROOT

GOOD = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "portal.example.jp",
    "DATABASE_URL": "sqlite:///:memory:",
}
NO_ORIGINS = [
    "portal.example.jp",
    "https://",
    "https://portal.example.jp/",
    "https://portal.example.jp/kyodo",
    "https://user@portal.example.jp",
    "https://portal.example.jp:0",
    "https://portal.example.jp:99999",
    "https://portal.example.jp?a=1",
    "ftp://portal.example.jp",
]
ORIGINS = ["", "https://portal.example.jp", "https://portal.example.jp:8443", "https://[::1]"]


def run(code, **changes):
    """Return how Python ran this code with these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, **{k: v for k, v in {**GOOD, **changes}.items() if v is not None}}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def start(**changes):
    """Return what starting with these variables prints last, empty where it starts."""
    started = run("import kyodo_portal.settings", **changes)
    return started.stderr.strip().splitlines()[-1] if started.returncode else ""


def test_a_newcomer_is_told_how_commands_run_while_developing():
    assert start(SECRET_KEY=None, ALLOWED_HOSTS=None).endswith(
        "SECRET_KEY is not set. While developing, write DEBUG=1 in front of the command. "
        "For a site that serves others: "
        'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    )
    assert start(SECRET_KEY=None, ALLOWED_HOSTS=None, DEBUG="1") == ""


def test_a_complete_environment_starts():
    assert start() == ""


@pytest.mark.parametrize("url", ORIGINS)
def test_the_sites_own_address_is_scheme_host_and_port(url):
    assert start(SITE_URL=url) == ""


def test_while_developing_no_folder_of_collected_files_is_missed():
    shown = "import kyodo_portal.settings as it; print(it.STATIC_ROOT)"
    assert run(shown, PORTAL_DEMO="1").stdout == "None\n"
    assert run(shown, DEBUG="1", STATIC_ROOT="/srv/static").stdout == "/srv/static\n"
    assert run(shown).stdout == f"{ROOT}/.local/static\n"


def test_the_sites_own_address_may_be_http_where_there_is_no_certificate():
    assert start(SITE_URL="http://portal.example.jp", INSECURE_HTTP="1") == ""


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short or too plain."),
        ({"SECRET_KEY": "a" * 66}, "SECRET_KEY is too short or too plain."),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is not set."),
        ({"ALLOWED_HOSTS": ","}, "ALLOWED_HOSTS names no host, or any."),
        ({"ALLOWED_HOSTS": "a.example.jp,*"}, "ALLOWED_HOSTS names no host, or any."),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is no address of a database."),
        *(({"SITE_URL": url}, "SITE_URL is no address of a site.") for url in NO_ORIGINS),
        ({"SITE_URL": "http://portal.example.jp"}, "SITE_URL begins with http://"),
        ({"SESSION_COOKIE_AGE": "x"}, "SESSION_COOKIE_AGE must be a whole number."),
    ],
)
def test_a_wrong_variable_is_named(changes, told):
    last = start(**changes)
    assert told in last
    assert last.startswith("django.core.exceptions.ImproperlyConfigured")
