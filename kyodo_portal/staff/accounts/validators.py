"""Passwords that others would try first: repeats, rows of keys, names known to everybody."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import Municipality
from kyodo_portal.staff.accounts.romaji import one_spelling, romanised
from kyodo_portal.text import fold

# What must be left of a password when its repeats or its runs count as one sign each.
FEWEST_SIGNS, FEWEST_DIFFERENT = 8, 5
SHORTEST_RUN = 3
# Nobody types more; searching a giant one for repeats would take for ever.
MOST_SIGNS = 200
SHORTEST_LATIN, SHORTEST_JAPANESE = 4, 2

# Japanese keyboards; the columns and the row of digits are alike on others.
KEYBOARD = [
    "1234567890-^",
    "qwertyuiop@[",
    "asdfghjkl;:]",
    "zxcvbnm,./",
    "!\"#$%&'()",
    "!@#$%^&*()",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/"),
]
# Two keys, and the rows in which the second follows the first; backwards is a row too.
_ROWS_OF_KEYS: dict[tuple[str, str], set[int]] = {}
for _number, _row in enumerate([*KEYBOARD, *(row[::-1] for row in KEYBOARD)]):
    for _pair in pairwise(_row):
        _ROWS_OF_KEYS.setdefault(_pair, set()).add(_number)

# How a municipality's name ends, in its reading and in English.
_ENDINGS = {"市": ["し"], "町": ["ちょう", "まち"], "村": ["むら", "そん"], "区": ["く"]}
_ENDINGS |= {"都": ["と"], "道": ["どう"], "府": ["ふ"], "県": ["けん"]}
_ENGLISH_ENDINGS = re.compile(r"\W+(city|town|village|ward|prefecture)\s*$", re.IGNORECASE)

# yamada-taro2 is yamada and taro.
_BETWEEN_NAMES = re.compile(r"[\W\d_]+")


class StaticRule:
    """A rule that says beforehand what it says when it is broken."""

    message: str | Promise
    help_text: str | Promise
    code: str

    def get_help_text(self) -> str:
        """Return the rule for who is about to choose a password."""
        return str(self.help_text)

    def refuse(self, **params: str) -> None:
        """Raise ValidationError with the rule's message."""
        raise ValidationError(str(self.message), code=self.code, params=params)


class RepeatValidator(StaticRule):
    """Refuses one sign or one word over and over: aaaaaaaaaaaa, coord2coord2."""

    message = _(
        "同じ文字や言葉の繰り返しが多いパスワードです。違う言葉をいくつか組み合わせてください。"
    )
    help_text = _("同じ文字や言葉の繰り返しにはできません。")
    code = "password_repeats"

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when little is left without the repeats."""
        folded = _folded(password)
        once = re.sub(r"(.+?)\1+", r"\1", folded)
        if len(once) < min(FEWEST_SIGNS, len(folded)) or len(set(folded)) < FEWEST_DIFFERENT:
            self.refuse()


class KeyboardValidator(StaticRule):
    """Refuses rows and columns of keys, the alphabet and digits in order, both ways."""

    message = _("キーボードの並びのままのパスワードです。違う言葉をいくつか組み合わせてください。")
    help_text = _("キーボードの並び（qwerty、1qaz、12345など）のままにはできません。")
    code = "password_keyboard"

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when little is left with each run as one sign."""
        folded = _folded(password)
        left = len(folded) - sum(length - 1 for length in _runs(folded))
        if left < min(FEWEST_SIGNS, len(folded)):
            self.refuse()


class OwnNameValidator(StaticRule):
    """Refuses the user's own names, in kanji, kana or romaji as far as they are known."""

    message = _("パスワードに自分の名前やユーザー名を入れないでください。")
    help_text = _("自分の名前やユーザー名を入れることはできません。")
    code = "password_own_name"

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when the password holds one of the user's names."""
        fields = ("username", "last_name", "first_name", "email")
        names = [str(getattr(user, field, "")).partition("@")[0] for field in fields]
        parts = [part for name in names for part in _BETWEEN_NAMES.split(name)]
        if _holds(password, [*names, *parts]):
            self.refuse()


class CityNameValidator(StaticRule):
    """Refuses the names of the portal's municipalities in kanji, kana and romaji.

    Romaji come from the reading (よみ) and from the English name, each in any spelling.
    """

    message = _("パスワードに自治体の名前（%(name)s）を入れないでください。")
    help_text = _("自治体の名前を、漢字、かな、ローマ字のどれでも入れることはできません。")
    code = "password_city_name"

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when the password holds a municipality's name."""
        cities = Municipality.objects.values_list("name", "name_kana", "name_english")
        for name, kana, english in cities.order_by("code"):
            if _holds(password, _names_of_city(name, kana, english)):
                self.refuse(name=name)


def _folded(password: str) -> str:
    """Return the password in one width and case, as far as anybody would type it."""
    return unicodedata.normalize("NFKC", password[:MOST_SIGNS]).casefold()


def _runs(text: str) -> Iterator[int]:
    """Yield the lengths of the runs along a row of keys, in one direction each."""
    length, rows = 1, set[int]()
    for pair in pairwise(text):
        following = _ROWS_OF_KEYS.get(pair, set())
        if rows & following:
            length, rows = length + 1, rows & following
            continue
        if length >= SHORTEST_RUN:
            yield length
        length, rows = 2 if following else 1, following
    if length >= SHORTEST_RUN:
        yield length


def _names_of_city(name: str, kana: str, english: str) -> Iterator[str]:
    """Yield a municipality's names without 市 and the like, and in full."""
    yield name
    yield kana
    yield _ENGLISH_ENDINGS.sub("", english)
    if name[-1:] in _ENDINGS:
        yield name[:-1]
        for ending in _ENDINGS[name[-1]]:
            if kana.endswith(ending):
                yield kana.removesuffix(ending)


def _holds(password: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in the password, in whatever script or spelling."""
    start = password[:MOST_SIGNS]
    japanese, latin = fold(start), one_spelling(start)
    for name in names:
        folded = fold(name)
        shortest = SHORTEST_LATIN if folded.isascii() else SHORTEST_JAPANESE
        if len(folded) >= shortest and folded in japanese:
            return True
        romaji = romanised(folded) or one_spelling(name)
        if len(romaji) >= SHORTEST_LATIN and romaji in latin:
            return True
    return False
