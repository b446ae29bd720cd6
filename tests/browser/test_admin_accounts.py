"""Login and own account in a browser: accessible in every state, and without JavaScript."""

import pytest
from django.core.cache import caches
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.factories.cities import make_city
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "kamome-no-tobu-umi"
NEW_PASSWORD = "umi-no-mieru-oka-7"


@pytest.fixture(autouse=True)
def _no_tries_so_far(db):
    caches["limits"].clear()


@pytest.fixture
def clerk():
    user = make_city("見本市").editor
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(page, username, password):
    page.goto("/admin/login/")
    page.get_by_label("ユーザー名").fill(username)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="ログイン").click()


def assert_fits(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)


def test_wrong_and_refused_tries_are_told_on_the_page(page, clerk, watch):
    watch.allow("status of 429")
    log_in(page, clerk.username, "wrong")
    expect(page.get_by_role("alert")).to_have_text("ユーザー名かパスワードが違います。")
    assert_fits(page)
    for _number in range(5):
        log_in(page, clerk.username, "wrong")
    expect(page.get_by_role("alert")).to_contain_text("あと15分待ってから")
    assert_fits(page)


def test_who_has_no_role_is_told_so(page, sign_in):
    sign_in(page, UserFactory())
    page.goto("/admin/")
    expect(page.get_by_text("まだ担当がありません")).to_be_visible()
    assert_fits(page)


def test_login_account_and_logout_without_javascript(new_page, width, clerk):
    page = new_page(width, java_script_enabled=False)
    log_in(page, clerk.username, PASSWORD)
    page.get_by_role("link", name="自分のアカウント").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("自分のアカウント")
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    page.get_by_label("新しいパスワード必須").fill(NEW_PASSWORD)
    page.get_by_label("新しいパスワード（もう一度）").fill(NEW_PASSWORD)
    page.get_by_role("button", name="パスワードを変更する").click()
    expect(page.get_by_text("パスワードを変更しました。")).to_be_visible()
    page.get_by_role("button", name="ログアウト").click()
    expect(page.get_by_text("ログアウトしました。")).to_be_visible()
    log_in(page, clerk.username, NEW_PASSWORD)
    expect(page.get_by_role("button", name="ログアウト")).to_be_visible()


def test_own_account_with_and_without_a_refused_password(page, sign_in, clerk):
    sign_in(page, clerk)
    page.goto("/admin/account/")
    assert_fits(page)
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    page.get_by_label("新しいパスワード必須").fill("aaaaaaaaaaaa")
    page.get_by_label("新しいパスワード（もう一度）").fill("aaaaaaaaaaaa")
    page.get_by_role("button", name="パスワードを変更する").click()
    expect(page.get_by_text("同じ文字や言葉の繰り返しが多いパスワードです。")).to_be_visible()
    assert_fits(page)
