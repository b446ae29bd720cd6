"""What happens at the login is one line each, and no secret is in it."""

import logging
import re

import pytest
from django.test import Client

from tests.kyodo_portal.staff.accounts.conftest import LOGIN, PASSWORD

AT = r"at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00"
REQUEST = r"request=[0-9a-f]{32}"


@pytest.fixture
def lines(caplog):
    """Return the lines of the accounts so far."""
    caplog.set_level(logging.INFO, logger="kyodo_portal.accounts")
    return lambda: [
        (record.levelname, record.getMessage())
        for record in caplog.records
        if record.name == "kyodo_portal.accounts"
    ]


def send(client=None, username="yamada", password=PASSWORD):
    return (client or Client()).post(LOGIN, {"username": username, "password": password})


def test_login_and_logout(clerk, lines):
    client = Client()
    send(client)
    client.post("/admin/logout/")
    [(level, line), (second_level, second)] = lines()
    facts = rf'user={clerk.pk} name="yamada" address=127\.0\.0\.1 {REQUEST}'
    assert (level, second_level) == ("INFO", "INFO")
    assert re.fullmatch(rf"{AT} event=login {facts}", line)
    assert re.fullmatch(rf"{AT} event=logout {facts}", second)


def test_failed_try(clerk, lines):
    send(password="a-wrong-word")
    [(level, line)] = lines()
    assert level == "WARNING"
    assert re.fullmatch(
        rf'{AT} event=login_failed name="yamada" address=127\.0\.0\.1 {REQUEST}', line
    )


def test_refused_try(clerk, lines):
    for _number in range(6):
        send(password="a-wrong-word")
    level, line = lines()[-1]
    assert (len(lines()), level) == (6, "WARNING")
    assert re.fullmatch(
        rf'{AT} event=login_refused name="yamada" wait=\d+ address=127\.0\.0\.1 {REQUEST}', line
    )


def test_change_of_the_own_password(clerk, lines):
    client = Client()
    client.force_login(clerk)
    new = "umi-no-mieru-oka-7"
    sent = {"old_password": "wrong", "new_password1": new, "new_password2": new}
    client.post("/admin/account/", sent)
    client.post("/admin/account/", {**sent, "old_password": PASSWORD})
    events = [re.search(r"event=(\w+)", line)[1] for _level, line in lines()]
    assert events == ["password_change_failed", "password_changed"]


def test_logout_of_nobody_is_no_event(db, lines):
    Client().post("/admin/logout/")
    assert lines() == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ('a" event=login user="1', r'"a\" event=login user=\"1"'),
        ("a\r\nevent=login", '"a  event=login"'),
        ("a\x1b[31m\u202eb\u2028c", '"a [31m b c"'),
        ("あ" * 100, f'"{"あ" * 40}…"'),
    ],
)
def test_what_was_typed_stays_one_short_line(clerk, lines, typed, written):
    send(username=typed)
    [(_level, line)] = lines()
    assert f"event=login_failed name={written} address=" in line
    assert line.isprintable()


def test_no_line_holds_a_secret_or_a_traceback(clerk, lines, caplog, settings):
    client = Client()
    send(client, password="a-wrong-word")
    send(client)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    device = client.cookies[settings.DEVICE_COOKIE_NAME].value
    client.post("/admin/logout/")
    written = caplog.text
    assert len(lines()) == 3
    assert not [word for word in (PASSWORD, "a-wrong-word", session, device) if word in written]
    assert [record for record in caplog.records if record.exc_info] == []


def test_lines_are_written_though_others_begin_at_warnings():
    assert logging.getLogger("kyodo_portal.accounts").isEnabledFor(logging.INFO)
