"""Texts: how they are compared and quoted, and which signs are refused."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

# A text to be shown, or one that waits for its reader's language.
Label = str | Promise

LONGEST_QUOTATION = 40


def quotable(value: object) -> str:
    """Shorten a value to one line that is safe to show, with … where it is cut."""
    start = str(value)[: LONGEST_QUOTATION + 1]
    visible = "".join(sign if sign.isprintable() else " " for sign in start)
    return visible if len(visible) <= LONGEST_QUOTATION else visible[:LONGEST_QUOTATION] + "…"


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
