"""Passwords that others would guess first are refused, in plain words, wherever one is set."""

import re
import time

import pytest
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from kyodo_portal.organizations.models import User
from tests.factories.admin_pages import admin_url, logged_in
from tests.factories.organizations import MunicipalityFactory, OperatorFactory, UserFactory
from tests.kyodo_portal.staff.accounts.conftest import PASSWORD

REPEATS = "同じ文字や言葉の繰り返しが多いパスワードです。"
KEYBOARD = "キーボードの並びのままのパスワードです。"
OWN_NAME = "自分の名前やユーザー名を入れないでください。"
CITY = "自治体の名前（苫小牧市）を入れないでください。"


@pytest.fixture
def tomakomai(db):
    return MunicipalityFactory(
        name="苫小牧市", name_kana="とまこまいし", name_english="Tomakomai City"
    )


@pytest.fixture
def person(db) -> User:
    return UserFactory.build(
        username="coord2", last_name="山田", first_name="ハナコ", email="hanako-y@example.jp"
    )


def messages(password: str, user: User | None = None) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return refused.messages
    return []


def is_told(password: str, words: str, user: User | None = None) -> bool:
    return any(words in message for message in messages(password, user))


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "coord2coord2",
        "coord2coord2!",
        "abcabcabcabcabc",
        "x7!kx7!kx7!k",
        "aaaabbbbccccdddd",
        "ababababab1212",
        "あああああああああああああ",
        "AaAaAaAaAaAa",
    ],
)
def test_repeats_are_refused(tomakomai, password):
    assert is_told(password, REPEATS)


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiop12",
        "1qaz2wsx3edc",
        "3edc2wsx1qaz",
        "zaq12wsxcde3",
        "asdfghjkl;:]",
        "123456789012",
        "abcdefghijkl",
        "lkjhgfdsapoi",
        "QwertyUiop123",
        "ｑｗｅｒｔｙｕｉｏｐ１２",
        "!\"#$%&'()qwe",
        "123qweasdzxc",
    ],
)
def test_rows_of_the_keyboard_are_refused(tomakomai, password):
    assert is_told(password, KEYBOARD)


@pytest.mark.parametrize(
    "password",
    [
        "coord2-kamome",
        "kamome.COORD2",
        "山田のパスワードです",
        "ｈａｎａｋｏ-y-kamome",
        "はなこのうみべのいえ",
        "hanako-no-umibe",
    ],
)
def test_own_names_are_refused(tomakomai, person, password):
    assert is_told(password, OWN_NAME, person)


@pytest.mark.parametrize(
    "password",
    [
        "tomakomai2025",
        "TOMAKOMAI-shi!",
        "Ｔｏｍａｋｏｍａｉ２０２５",
        "苫小牧の海と空です1",
        "とまこまい二〇二五年です",
        "トマコマイ二〇二五年です",
        "ﾄﾏｺﾏｲ二〇二五年です",
        "to-ma-ko-mai-9",
    ],
)
def test_names_of_the_cities_are_refused(tomakomai, password):
    assert is_told(password, CITY)


@pytest.mark.parametrize(
    ("kana", "english", "password"),
    [
        ("こうちし", "", "kochi-no-umi-9"),
        ("こうちし", "", "kouchi-no-umi-9"),
        ("", "Kōchi City", "kouti-no-umi-9"),
        ("さっぽろし", "", "sapporo-yuki9"),
        ("しんじゅくく", "", "shinjuku-eki9"),
        ("しんじゅくく", "", "sinzyuku-eki9"),
        ("ふちゅうし", "", "fuchu-no-mori9"),
        ("ふちゅうし", "", "hutyuu-no-mori9"),
        ("なんばちょう", "", "namba-no-machi9"),
    ],
)
def test_a_city_s_name_is_found_in_every_romanisation(db, kana, english, password):
    name = {"く": "区", "う": "町"}.get(kana[-1:], "市")
    MunicipalityFactory(name=f"見本{name}", name_kana=kana, name_english=english)
    assert is_told(password, f"自治体の名前（見本{name}）")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "umi-no-mieru-oka-7",
        "correct horse battery",
        "みずいろのそらと九つの舟",
        "Xk9!vB2#mQ7$",
        "k" * 3 + "Xk9!vB2#mQ7$" * 8,
    ],
)
def test_what_nobody_guesses_is_taken(tomakomai, person, password):
    assert messages(password, person) == []


def test_a_city_of_one_letter_forbids_no_letter(db):
    MunicipalityFactory(name="津市", name_kana="つし", name_english="Tsu City")
    assert messages("tsukue-to-isu-9") == []
    assert is_told("津市の海と空と山と川", "自治体の名前（津市）")


@pytest.mark.parametrize(
    ("length", "refused"), [(11, True), (12, False), (64, False), (128, False)]
)
def test_twelve_characters_are_enough_and_none_too_many(tomakomai, length, refused):
    password = "".join(chr(0x4E00 + 37 * number) for number in range(length))
    assert bool(messages(password)) == refused


def test_all_that_is_wrong_is_told_at_once(tomakomai):
    told = messages("tomatoma")
    assert len(told) == 2
    assert "12" in told[0]


def test_rules_are_told_beforehand_in_japanese():
    texts = password_validators_help_texts()
    assert len(texts) == 7
    assert [text for text in texts if not re.search("[ぁ-ん]", text)] == []


def test_a_giant_password_is_judged_in_no_time(tomakomai):
    start = time.perf_counter()
    messages("kamome" * 200_000 + "x")
    assert time.perf_counter() - start < 2


def test_cities_are_read_with_one_query(tomakomai, django_assert_num_queries):
    MunicipalityFactory()
    with django_assert_num_queries(1):
        validate_password(PASSWORD)


WEAK = ["aaaaaaaaaaaa", "yamada-kamome", "1qaz2wsx3edc", "tomakomai2025"]


@pytest.mark.parametrize("password", WEAK)
def test_own_change_refuses_it(client, clerk, tomakomai, password):
    client.force_login(clerk)
    sent = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    page = client.post("/admin/account/", sent)
    assert list(page.context["form"].errors) == ["password1"]
    assert User.objects.get(pk=clerk.pk).check_password(PASSWORD)


@pytest.mark.parametrize("password", WEAK)
def test_operator_s_forms_refuse_it(clerk, tomakomai, password):
    client = logged_in(OperatorFactory())
    sent = {"usable_password": "true", "password1": password, "password2": password}
    new = client.post(admin_url(User, "add"), {"username": "yamada-2", "last_name": "山田", **sent})
    changed = client.post(f"/admin/organizations/user/{clerk.pk}/password/", sent)
    assert new.context["adminform"].form.errors.keys() == {"password2"}
    assert changed.context["form"].errors.keys() == {"password2"}
    assert not User.objects.filter(username="yamada-2").exists()
    assert User.objects.get(pk=clerk.pk).check_password(PASSWORD)


@pytest.mark.parametrize("password", WEAK)
def test_command_for_operators_refuses_it(tomakomai, monkeypatch, password):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)
    with pytest.raises(CommandError, match="パスワード"):
        call_command("createsuperuser", "--noinput", username="yamada", email="a@example.jp")
    assert not User.objects.exists()


def test_command_for_operators_takes_a_good_one(tomakomai, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--noinput", username="ops", email="a@example.jp", verbosity=0)
    operator = User.objects.get(username="ops")
    assert (operator.is_superuser, operator.check_password(PASSWORD)) == (True, True)
