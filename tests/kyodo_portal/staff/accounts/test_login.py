"""The login page: who gets in, where to, and what everybody else is told."""

import pytest
from django.test import Client

from kyodo_portal.organizations.models import User
from tests.factories.organizations import UserFactory
from tests.kyodo_portal.staff.accounts.conftest import LOGIN, PASSWORD

WRONG = "ユーザー名かパスワードが違います。"


def sent(username="yamada", password=PASSWORD, **more):
    return {"username": username, "password": password, **more}


def logged_in_as(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_page_asks_for_name_and_password_and_nothing_else(client, db):
    page = client.get(LOGIN)
    fields = page.context["form"]
    assert page.status_code == 200
    assert [field.html_name for field in fields] == ["username", "password"]
    assert [field.label for field in fields] == ["ユーザー名", "パスワード"]


def test_right_password_opens_the_first_page(client, clerk):
    answer = client.post(LOGIN, sent())
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert logged_in_as(client) == str(clerk.pk)


def test_name_typed_in_full_width_is_the_same_name(client, clerk):
    assert client.post(LOGIN, sent("ｙａｍａｄａ")).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/admin/projects/project/", "/admin/projects/project/"),
        ("/projects/?q=祭", "/projects/?q=%E7%A5%AD"),
        ("http://testserver/admin/?a=1", "http://testserver/admin/?a=1"),
        ("//evil.example", "/admin/"),
        ("https://evil.example/admin/", "/admin/"),
        ("http://localhost/admin/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("/\\evil.example", "/admin/"),
        ("", "/admin/"),
    ],
)
@pytest.mark.parametrize("place", ["address", "form"])
def test_destination_lies_inside_the_site(client, clerk, wanted, given, place):
    query = {"next": wanted} if place == "address" else {}
    more = {} if place == "address" else {"next": wanted}
    answer = client.post(LOGIN, sent(**more), query_params=query)
    assert (answer.status_code, answer["Location"]) == (302, given)


def test_destination_is_kept_over_a_wrong_password(client, clerk):
    page = client.post(f"{LOGIN}?next=/admin/projects/project/", sent(password="wrong"))
    assert '<input type="hidden" name="next" value="/admin/projects/project/">' in (
        page.content.decode()
    )


@pytest.mark.parametrize(
    ("username", "password"),
    [("yamada", "wrong"), ("nobody", PASSWORD), ("closed", PASSWORD), ("citizen", PASSWORD)],
    ids=["wrong password", "unknown name", "closed account", "not of the staff"],
)
def test_everybody_who_may_not_enter_is_told_the_same(client, clerk, hashed, username, password):
    UserFactory(username="closed", password=PASSWORD, is_active=False)
    UserFactory(username="citizen", password=PASSWORD, is_staff=False)
    hashed.clear()
    page = client.post(LOGIN, sent(username, password))
    assert page.status_code == 200
    assert page.context["form"].non_field_errors() == [WRONG]
    assert logged_in_as(client) is None
    assert hashed == [password]


def test_empty_fields_are_asked_for_and_cost_no_hash(client, clerk, hashed):
    page = client.post(LOGIN, sent(username="", password=""))
    assert set(page.context["form"].errors) == {"login", "password"}
    assert hashed == []


def test_who_has_no_role_is_told_so_instead_of_going_in_circles(client, db):
    UserFactory(username="tanaka", password=PASSWORD)
    page = client.post(LOGIN, sent("tanaka"), follow=True)
    assert page.redirect_chain == [("/admin/", 302), (f"{LOGIN}?next=/admin/", 302)]
    assert page.status_code == 200
    assert "tanaka さんには、まだ担当がありません。" in page.content.decode()


def test_who_has_no_role_can_log_out(client, db):
    client.force_login(UserFactory())
    assert client.post("/admin/logout/").status_code == 302
    assert logged_in_as(client) is None


def test_who_is_in_already_goes_on_to_the_first_page(client, clerk):
    client.force_login(clerk)
    answer = client.get(LOGIN)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_login_begins_a_new_session(client, clerk):
    client.force_login(UserFactory())
    before = client.session.session_key
    client.post(LOGIN, sent())
    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_logout_ends_the_session_on_the_server_and_says_so(client, clerk):
    client.post(LOGIN, sent())
    key = client.session.session_key
    page = client.post("/admin/logout/", follow=True)
    assert page.redirect_chain == [(LOGIN, 302)]
    assert "ログアウトしました。" in page.content.decode()
    assert not client.session.exists(key)
    assert client.get("/admin/").status_code == 302


def test_logout_needs_a_button(client, clerk):
    client.force_login(clerk)
    assert client.get("/admin/logout/").status_code == 405
    assert logged_in_as(client) == str(clerk.pk)


def test_login_needs_a_token(clerk):
    assert Client(enforce_csrf_checks=True).post(LOGIN, sent()).status_code == 403


def test_programs_get_the_page_as_people_do(client, clerk):
    page = client.get(LOGIN, headers={"X-Requested-With": "XMLHttpRequest"})
    assert page["Content-Type"] == "text/html; charset=utf-8"


def test_session_ends_with_the_browser(client, clerk):
    client.post(LOGIN, sent())
    assert client.session.get_expire_at_browser_close()


def test_closing_an_account_ends_its_session(client, clerk):
    client.post(LOGIN, sent())
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert client.get("/admin/").status_code == 302
