"""利用者: the operator's business."""

import pytest

from kyodo_portal.organizations.models import User
from tests.factories.admin_pages import admin_url, logged_in, untouched
from tests.factories.organizations import OperatorFactory

ROLES = ["editor", "coordinator", "planner", "administrator"]


@pytest.mark.parametrize("role", ROLES)
def test_nobody_else_reads_or_writes_accounts(city, role):
    client = logged_in(getattr(city, role))
    pages = [
        admin_url(User, "changelist"),
        admin_url(User, "add"),
        admin_url(city.editor, "change"),
        f"/admin/organizations/user/{city.editor.pk}/password/",
    ]
    assert [client.get(page).status_code for page in pages] == [403] * 4
    assert client.post(admin_url(city.editor, "change"), {"is_superuser": "on"}).status_code == 403


def test_operator_makes_an_account_that_may_enter_the_admin(db):
    client = logged_in(OperatorFactory())
    answer = client.post(
        admin_url(User, "add"),
        {
            "username": "yamada",
            "last_name": "山田",
            "first_name": "花子",
            "usable_password": "true",
            "password1": "a-long-enough-word-7",
            "password2": "a-long-enough-word-7",
        },
    )
    made = User.objects.get(username="yamada")
    assert (answer.status_code, made.is_staff, made.is_superuser) == (302, True, False)
    assert (str(made), made.check_password("a-long-enough-word-7")) == ("山田 花子", True)


def test_operator_closes_an_account_and_cannot_delete_it(city):
    client = logged_in(OperatorFactory())
    url = admin_url(city.editor, "change")
    sent = {
        name: value for name, value in untouched(client.get(url)).items() if name != "is_active"
    }
    assert client.post(url, sent).status_code == 302
    city.editor.refresh_from_db()
    assert not city.editor.is_active
    assert client.post(admin_url(city.editor, "delete"), {"post": "yes"}).status_code == 403


def test_account_has_no_groups_or_permissions_to_give(city):
    page = logged_in(OperatorFactory()).get(admin_url(city.editor, "change"))
    assert {"groups", "user_permissions"}.isdisjoint(page.context["adminform"].form.fields)
    assert logged_in(OperatorFactory()).get("/admin/auth/group/").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_everybody_changes_the_own_password(city, role):
    user = getattr(city, role)
    user.set_password("the-word-of-before")
    user.save()
    client = logged_in(user)
    answer = client.post(
        "/admin/password_change/",
        {
            "old_password": "the-word-of-before",
            "new_password1": "the-word-of-after-1",
            "new_password2": "the-word-of-after-1",
        },
    )
    user.refresh_from_db()
    assert (answer.status_code, user.check_password("the-word-of-after-1")) == (302, True)
