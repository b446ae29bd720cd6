"""自分のアカウント: who one is here, and a new password."""

import pytest
from django.urls import reverse

from kyodo_portal.organizations.models import User
from tests.factories.admin_pages import logged_in
from tests.factories.organizations import MembershipFactory, UserFactory
from tests.kyodo_portal.staff.accounts.conftest import PASSWORD

ACCOUNT = "/admin/account/"
NEW = "umi-no-mieru-oka-7"


def change(**changes):
    sent = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    return {**sent, **changes}


def errors(answer) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


@pytest.mark.parametrize("address", [ACCOUNT, "/admin/password_change/"])
def test_password_is_changed_and_the_session_goes_on(client, clerk, address):
    client.force_login(clerk)
    before = client.session.session_key
    page = client.post(address, change(), follow=True)
    assert page.redirect_chain == [(ACCOUNT, 302)]
    assert "パスワードを変更しました。" in page.content.decode()
    assert User.objects.get(pk=clerk.pk).check_password(NEW)
    assert client.session.session_key != before


def test_other_sessions_end_with_the_old_password(client, clerk):
    elsewhere = logged_in(clerk)
    client.force_login(clerk)
    client.post(ACCOUNT, change())
    assert elsewhere.get("/admin/").status_code == 302


def test_wrong_old_password_changes_nothing(client, clerk):
    client.force_login(clerk)
    page = client.post(ACCOUNT, change(old_password="wrong"))
    assert errors(page) == {"oldpassword": ["いまのパスワードが違います。"]}
    assert User.objects.get(pk=clerk.pk).check_password(PASSWORD)


def test_new_password_is_typed_twice(client, clerk):
    client.force_login(clerk)
    page = client.post(ACCOUNT, change(new_password2="umi-no-mieru-oka-8"))
    assert list(errors(page)) == ["password2"]
    assert page.status_code == 200


def test_page_names_the_person_and_the_roles(clerk):
    page = logged_in(clerk).get(ACCOUNT).content.decode()
    assert "yamada" in page
    assert "見本市 入力担当" in page
    assert page.count("<h1>自分のアカウント</h1>") == 1


def test_page_is_linked_from_every_page_of_the_staff(clerk):
    assert f'href="{ACCOUNT}"' in logged_in(clerk).get("/admin/").content.decode()
    assert reverse("admin:account") == ACCOUNT


def test_end_of_the_stock_change_leads_back_to_the_page(clerk):
    answer = logged_in(clerk).get("/admin/password_change/done/")
    assert (answer.status_code, answer["Location"]) == (302, ACCOUNT)


def test_who_has_no_password_here_is_shown_no_form(db):
    user = MembershipFactory(user=UserFactory(username="sso", password=None)).user
    client = logged_in(user)
    assert "new_password1" not in client.get(ACCOUNT).content.decode()
    assert client.post(ACCOUNT, change()).status_code == 403


def test_strangers_and_people_without_a_role_are_sent_to_the_login(client, db):
    login = f"/admin/login/?next={ACCOUNT}"
    assert client.get(ACCOUNT)["Location"] == login
    assert logged_in(UserFactory()).get(ACCOUNT)["Location"] == login


@pytest.mark.parametrize("roles", [1, 3])
def test_page_costs_a_fixed_number_of_queries(roles, django_assert_num_queries):
    user = UserFactory(password=PASSWORD)
    for _number in range(roles):
        MembershipFactory(user=user)
    client = logged_in(user)
    with django_assert_num_queries(3):
        client.get(ACCOUNT)
