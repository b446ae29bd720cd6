"""Texts as they are compared: folded for search and matching, refused where they would do harm.

Storage keeps what was typed; only comparisons use the folded form.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years.eras import ERAS

# Katakana U+30A1–U+30F6 and the repetition marks ヽヾ stand 0x60 above their hiragana.
_KANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
# 緑ヶ丘 and 緑ケ丘 are one place.
_KANA |= {ord("ヵ"): "か", ord("ヶ"): "け", ord("ゕ"): "か", ord("ゖ"): "け"}
# The long vowel mark is typed as any of the dashes, and they as the mark: センタ－, 4－5月.
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―⁃−─━ー－﹘﹣"), "-")
_WAVES = dict.fromkeys(map(ord, "〜～∼〰"), "~")
_FOLDING = {**_KANA, **_DASHES, **_WAVES}

_WHITESPACE = re.compile(r"\s+")
# Zero-width signs and variation selectors: two texts that look alike must match.
_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)

_BRACKETS = str.maketrans(
    {**dict.fromkeys("[{〔【〈《〖〘", "("), **dict.fromkeys("]}〕】〉》〗〙", ")")}
    | dict.fromkeys("「」『』“”„‟‘’‚‛'〝〞〟«»", '"')
)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_KANJI_DIGITS = "〇一二三四五六七八九十百千"
_ORDINAL = re.compile(rf"第\s*(?:[0-9]+|[{_KANJI_DIGITS}]+)\s*回目?")
_ERA_NAMES = "|".join(era.name for era in ERAS)
_ERA_LETTERS = "".join(era.letter for era in ERAS).lower()
_NEWEST_LETTERS = "".join(era.letter for era in ERAS[-2:]).lower()
# What counts things is no year: 2000人の吹奏楽.
_COUNTERS = "人名本冊個回点歩円枚台件株発日m%"
_YEARS = re.compile(
    rf"""
    (?:西暦\s*)?(?<![0-9])(?:19|20)[0-9]{{2}}\s*年度?                  # 2025年度
    | (?:{_ERA_NAMES})\s*(?:元|[0-9]{{1,2}})\s*(?:年度?|(?![0-9]))       # 令和7年度, 令和7
    | (?<![0-9a-z])[{_ERA_LETTERS}]\s*(?:元|[0-9]{{1,2}})\s*年度?         # S63年度
    | (?<![0-9a-z])[{_NEWEST_LETTERS}](?:元|[0-9]{{1,2}})(?![0-9a-z.\-]) # R7, H31
    | (?<![0-9a-z])fy\s*(?:20)?[0-9]{{2}}(?![0-9])                    # FY2025
    | (?<![0-9.,])(?:19|20)[0-9]{{2}}(?![0-9{_COUNTERS}]|[.,-][0-9])  # フェスタ2025
    """,
    re.VERBOSE,
)

_NEWLINES = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # overrides of the writing direction: shown is not what is stored
    "\ufeff\ufdd0-\ufdef\ud800-\udfff"  # byte order mark, noncharacters, halves of characters
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)


def fold(text: str) -> str:
    """Return the text as search and duplicate detection compare it.

    One width (NFKC), one case, hiragana for katakana (half-width too), one dash for every hyphen
    and long vowel mark, one wave dash; without whitespace and invisible signs. Idempotent.
    """
    narrow = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return unicodedata.normalize("NFKC", _WHITESPACE.sub("", narrow).translate(_FOLDING))


def search_words(query: str) -> list[str]:
    """Divide a query at half- and full-width spaces into folded words, none of them empty."""
    return [folded for word in query.split() if (folded := fold(word))]


def bigrams(folded: str) -> list[str]:
    """List the distinct pairs of neighbouring characters, in order; one character has none."""
    return _distinct(first + second for first, second in pairwise(folded))


def fold_name(name: str) -> str:
    """Return the key by which a project is recognised from year to year.

    Folded, without 第16回, 令和7年度, R7, 2025 and the like, with one kind of brackets and quotes.
    （春）, （秋） and 053 stay. A name of nothing else keeps its folded form.
    """
    narrow = unicodedata.normalize("NFKC", name).casefold().translate(_BRACKETS)
    bare = _YEARS.sub(" ", _ORDINAL.sub(" ", narrow))
    while (emptied := _EMPTY_BRACKETS.sub("", bare)) != bare:
        bare = emptied
    return fold(bare).strip("・、,:/|_") or fold(name)


def unsafe_characters(text: str) -> list[str]:
    """List the characters that may not be stored, as ``U+202E``: each once, in order.

    Control characters (but tab, line feed, carriage return), overrides of the writing direction,
    U+FEFF, noncharacters and lone surrogates.
    """
    return _distinct(f"U+{ord(sign):04X}" for sign in _UNSAFE.findall(text))


def refuse_unsafe_characters(text: str) -> None:
    """Validate a text of any field: ValidationError when it holds ``unsafe_characters``."""
    found = _UNSAFE.search(text)
    if found is None:
        return
    raise ValidationError(
        _(
            "%(position)s文字目に、使えない文字（%(code)s）があります。画面には見えないことがあります。"
            "その前後の文字ごと消して、入力し直してください。"
        ),
        code="unsafe_characters",
        params={"position": found.start() + 1, "code": ", ".join(unsafe_characters(text))},
    )


def normalise_newlines(text: str) -> str:
    """Turn line ends of every system, and word processors' soft ones, into line feeds."""
    return _NEWLINES.sub("\n", text)


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
