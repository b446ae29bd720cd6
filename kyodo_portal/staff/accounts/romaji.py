"""Kana in the Latin alphabet, and one spelling for all ways of writing it so."""

import re
import unicodedata

_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さしすせそ",
    "z": "ざじずぜぞ",
    "t": "たちつてと",
    "d": "だぢづでど",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "r": "らりるれろ",
}
_SYLLABLES = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
} | {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n"}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}

# Hepburn becomes 訓令式, a long vowel a short one, a doubled consonant a single one.
_SPELLINGS = [
    (re.compile(pattern), spelling)
    for pattern, spelling in [
        (r"[^a-z0-9]", ""),
        (r"sh(?=[aueo])", "sy"),
        (r"shi", "si"),
        (r"ch(?=[aueo])", "ty"),
        (r"chi", "ti"),
        (r"tsu", "tu"),
        (r"fu", "hu"),
        (r"jy?(?=[aueo])", "zy"),
        (r"ji|di", "zi"),
        (r"dz?u", "zu"),
        (r"m(?=[bp])", "n"),
        (r"([b-df-hj-np-tv-z])\1+", r"\1"),
        (r"ou|oo|oh(?![aiueoy])", "o"),
        (r"uu", "u"),
    ]
]


def romanised(kana: str) -> str:
    """Return hiragana in the one spelling of `one_spelling`, '' where it is not all hiragana."""
    latin = ""
    for sign in kana:
        if sign in _SMALL and latin.endswith("i"):
            latin = latin[:-1] + _SMALL[sign]
        elif sign in _SYLLABLES:
            latin += _SYLLABLES[sign]
        elif sign not in "っー-":
            return ""
    return one_spelling(latin)


def one_spelling(latin: str) -> str:
    """Return letters and digits alone, all romanisations of one word alike.

    Tōkyō, Toukyou and Tokyo are `tokyo`; Shimbashi and Sinbasi are `sinbasi`.
    """
    plain = unicodedata.normalize("NFKD", latin).casefold()
    for pattern, spelling in _SPELLINGS:
        plain = pattern.sub(spelling, plain)
    return plain
