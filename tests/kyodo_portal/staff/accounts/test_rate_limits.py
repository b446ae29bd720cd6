"""Tries to log in are counted before the password is hashed, and lock nobody else out."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from kyodo_portal.organizations.models import User
from kyodo_portal.staff.accounts import rate_limits
from kyodo_portal.staff.accounts.rate_limits import Limit, TooManyTries, give_back, take
from tests.factories.organizations import UserFactory
from tests.kyodo_portal.staff.accounts.conftest import LOGIN, PASSWORD

OFFICE, HOME = "192.0.2.1", "198.51.100.7"


def try_login(password="wrong", address=OFFICE, username="yamada", client=None, **headers):
    """Return the answer to one try, from a browser that was never here unless one is given."""
    data = {"username": username, "password": password}
    return (client or Client()).post(LOGIN, data, REMOTE_ADDR=address, headers=headers)


def test_of_thirty_wrong_tries_five_reach_the_hash(clerk, hashed):
    codes = [try_login().status_code for _number in range(30)]
    assert codes == [200] * 5 + [429] * 25
    assert hashed == ["wrong"] * 5


def test_even_the_right_password_is_refused_while_the_wait_lasts(clerk):
    for _number in range(5):
        try_login()
    assert try_login(PASSWORD).status_code == 429


def test_refusal_says_how_long_to_wait(clerk):
    for _number in range(5):
        try_login()
    page = try_login(PASSWORD)
    [told] = page.context["form"].non_field_errors()
    assert told == (
        "パスワードの間違いが続いたため、しばらく受け付けません。"
        "あと15分待ってから、もう一度入力してください。"
    )
    assert 890 <= int(page["Retry-After"]) <= 900


def test_name_is_open_from_another_address(clerk):
    for _number in range(30):
        try_login()
    assert try_login(PASSWORD, address=HOME).status_code == 302


def test_another_name_is_open_from_the_same_address(clerk):
    UserFactory(username="suzuki", password=PASSWORD)
    for _number in range(30):
        try_login()
    assert try_login(PASSWORD, username="suzuki").status_code == 302


def test_unknown_names_are_limited_in_the_same_words(clerk, hashed):
    pages = [try_login(username="nobody") for _number in range(6)]
    assert [page.status_code for page in pages] == [200] * 5 + [429]
    assert len(hashed) == 5


@pytest.mark.parametrize("spelling", ["YAMADA", "ｙａｍａｄａ", " yamada "])
def test_spellings_of_a_name_are_counted_together(clerk, spelling):
    for _number in range(5):
        try_login()
    assert try_login(username=spelling).status_code == 429


def test_right_password_costs_no_try(clerk):
    codes = [try_login(PASSWORD).status_code for _number in range(12)]
    assert codes == [302] * 12


def test_wait_ends(clerk, monkeypatch):
    for _number in range(5):
        try_login()
    later = timezone.now() + timedelta(minutes=15, seconds=2)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: later)
    assert try_login(PASSWORD).status_code == 302


def test_a_forwarded_address_is_believed_from_a_proxy_alone(clerk, settings):
    for number in range(30):
        try_login(x_forwarded_for=f"203.0.113.{number}")
    assert try_login(PASSWORD, x_forwarded_for="203.0.113.99").status_code == 429
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert try_login(PASSWORD, x_forwarded_for=f"{OFFICE}, {HOME}").status_code == 302


def test_behind_a_proxy_what_a_visitor_writes_in_front_has_no_effect(clerk, settings, hashed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(30):
        try_login(x_forwarded_for=f"203.0.113.{number}, {HOME}")
    assert hashed == ["wrong"] * 5


def test_addresses_of_one_ipv6_network_are_one(clerk, hashed):
    for number in range(30):
        try_login(address=f"2001:db8:1:2::{number:x}")
    assert len(hashed) == 5
    assert try_login(PASSWORD, address="2001:db8:1:3::1").status_code == 302


@pytest.mark.parametrize("address", ["", "no-address"])
def test_an_unknown_address_is_an_address_like_any_other(clerk, address):
    codes = [try_login(address=address).status_code for _number in range(6)]
    assert codes == [200] * 5 + [429]


def test_a_name_is_tried_fifty_times_from_all_addresses_together(clerk, hashed):
    for number in range(60):
        try_login(address=f"203.0.113.{number}")
    assert len(hashed) == 50
    assert try_login(PASSWORD, address=HOME).status_code == 429


def test_an_address_tries_a_hundred_times_over_all_names(clerk, hashed):
    for number in range(120):
        try_login(username=f"name{number}")
    assert len(hashed) == 100


def test_what_is_refused_for_all_addresses_costs_no_try_of_this_one(clerk):
    for number in range(50):
        try_login(address=f"203.0.113.{number}")
    for _number in range(5):
        try_login(PASSWORD, address=HOME)
    for key in rate_limits.NAME.slots("yamada"):
        caches["limits"].delete(key)
    assert try_login(PASSWORD, address=HOME).status_code == 302


def test_a_browser_that_was_in_before_gets_in_whatever_others_try(clerk):
    browser = Client()
    try_login(PASSWORD, client=browser)
    for number in range(60):
        try_login(address=f"203.0.113.{number}")
        try_login()
    assert try_login(PASSWORD).status_code == 429
    assert try_login(PASSWORD, client=browser).status_code == 302


def test_a_known_browser_has_five_tries_of_its_own(clerk, hashed):
    browser = Client()
    try_login(PASSWORD, client=browser)
    hashed.clear()
    codes = [
        try_login(client=browser, address=f"203.0.113.{number}").status_code for number in range(8)
    ]
    assert codes == [200] * 5 + [429] * 3
    assert len(hashed) == 5
    assert try_login(PASSWORD).status_code == 302


def test_a_browser_is_known_for_one_name_alone(clerk, hashed):
    UserFactory(username="suzuki", password=PASSWORD)
    browser = Client()
    try_login(PASSWORD, client=browser)
    for _number in range(5):
        try_login(username="suzuki")
    assert try_login(PASSWORD, username="suzuki", client=browser).status_code == 429


def test_mark_of_a_browser_is_for_the_login_alone(clerk, settings):
    settings.SESSION_COOKIE_SECURE = True
    mark = try_login(PASSWORD).cookies[settings.DEVICE_COOKIE_NAME]
    assert (mark["path"], mark["httponly"], mark["secure"], mark["samesite"]) == (
        "/admin/",
        True,
        True,
        "Strict",
    )
    assert "yamada" not in mark.value


@pytest.mark.parametrize("mark", ["", "abc", "W10:1tz:x"])
def test_a_forged_mark_is_no_mark(clerk, settings, mark):
    browser = Client()
    browser.cookies[settings.DEVICE_COOKIE_NAME] = mark
    codes = [try_login(client=browser).status_code for _number in range(6)]
    assert codes == [200] * 5 + [429]


def test_old_password_of_a_change_is_limited_likewise(client, clerk, hashed):
    client.force_login(clerk)
    hashed.clear()
    change = {
        "old_password": "wrong",
        "new_password1": "umi-no-mieru-oka-7",
        "new_password2": "umi-no-mieru-oka-7",
    }
    codes = [client.post("/admin/account/", change).status_code for _number in range(8)]
    assert codes == [200] * 5 + [429] * 3
    assert hashed == ["wrong"] * 5
    assert client.post("/admin/account/", {**change, "old_password": PASSWORD}).status_code == 429
    assert User.objects.get(pk=clerk.pk).check_password(PASSWORD)


def test_no_name_and_no_address_is_kept(clerk):
    try_login()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM portal_limits")
        kept = cursor.fetchall()
    assert len(kept) == 3
    assert not [row for row in kept if re.search(f"yamada|{re.escape(OFFICE)}", str(row))]


def test_a_limit_is_kept_by_all_who_take_from_it_together(db):
    limit = Limit("test", tries=2, seconds=60)
    first, second = take(limit, "a"), take(limit, "a")
    take(limit, "b")
    with pytest.raises(TooManyTries) as refused:
        take(limit, "a")
    assert 58 <= refused.value.seconds <= 60
    give_back([first])
    assert take(limit, "a") == first
    assert second != first


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_workers_count_together(clerk, hashed, dose):
    """Each thread has a connection of its own, as each process of a server has."""
    workers = dose(8, 12)
    start = Barrier(workers)

    def send(_number):
        start.wait()
        try:
            return try_login().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        codes = sorted(pool.map(send, range(workers)))
    assert codes == [200] * 5 + [429] * (workers - 5)
    assert len(hashed) == 5
