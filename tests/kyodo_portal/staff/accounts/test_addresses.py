"""Only the addresses that staff need answer; the library's others do not exist."""

import pytest
from allauth.account import urls as library
from django.urls import NoReverseMatch, reverse

from tests.factories.admin_pages import logged_in
from tests.factories.organizations import OperatorFactory

CLOSED = [
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/abc/",
    "inactive/",
    "password/change/",
    "password/set/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-abc/",
    "password/reset/key/done/",
    "password_reset/",
    "reauthenticate/",
    "reauthenticate/code/",
    "reauthenticate/code/confirm/",
    "login/code/",
    "login/code/confirm/",
    "social/login/",
    "google/login/",
    "3rdparty/",
    "phone/verify/",
]


@pytest.mark.parametrize("prefix", ["/", "/accounts/", "/account/", "/admin/", "/admin/account/"])
@pytest.mark.parametrize("path", CLOSED)
def test_closed_addresses_do_not_exist_even_for_the_operator(db, prefix, path):
    client = logged_in(OperatorFactory())
    assert client.get(f"{prefix}{path}").status_code == 404
    assert client.post(f"{prefix}{path}").status_code == 404


def test_accounts_folder_leads_nowhere(client, db):
    assert [client.get(path).status_code for path in ("/accounts/", "/accounts/login/")] == [
        404
    ] * 2


def test_closed_list_names_what_the_library_offers():
    offered = {str(pattern.pattern) for pattern in library.urlpatterns}
    plain = {path for path in offered if not path.startswith("^")}
    assert plain - {"login/", "logout/"} <= set(CLOSED)


def test_of_the_library_s_names_the_login_s_alone_has_an_address():
    found = {}
    for pattern in library.urlpatterns:
        for args in ([], ["a"], ["1", "a"]):
            try:
                found[pattern.name] = reverse(pattern.name, args=args)
            except NoReverseMatch:
                continue
    assert found == {"account_login": "/admin/login/"}
