"""The wording of a city's 協働事業一覧, read: partners, recurrence, forms."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

from django.utils.translation import gettext as _

from kyodo_portal.text import fold, quotable

_CLOSING = {
    "(": ")",
    "[": "]",
    "{": "}",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "〈": "〉",
    "《": "》",
}
_SEPARATORS = "、､，＋+\n\r\x0b\u2028\u2029"
_FORM_SEPARATORS = _SEPARATORS + "・/／"
# A half-width comma divides too, but not in Co.,Ltd.
_COMMA_OF_A_NAME = re.compile(r",\s*(?:ltd|inc|llc|co)\b", re.IGNORECASE)
# 等 at the end means "and others", unless it ends a word such as 男女平等.
_AND_OTHERS = re.compile(r"(?:(?<![平高均対同初中上])等|など)$")
_NO_PARTNER = frozenset(map(fold, ["-", "なし", "特になし", "該当なし"]))


_RECURRENCES = (
    ("yearly", re.compile(r"毎年度?(?:実施|開催)?")),
    ("biennial", re.compile(r"(?:隔年度?(?:実施|開催)?|[2二]年に[1一][回度])")),
    (
        "once",
        re.compile(
            r"(?:単年度?(?:実施|開催)?|単発|今回(?:のみ|限り)|今年度(?:のみ|限り)|[1一]回(?:のみ|限り))"
        ),
    ),
    ("irregular", re.compile(r"不定期(?:実施|開催)?")),
)

# Words of several cities for the common forms; the parts of 補助・助成 are looked up one by one.
_FORMS = {
    "kyosai": ["共催"],
    "jikko": ["実行委員会", "協議会"],
    "kyotei": ["協定", "連携協定", "包括連携協定", "事業協定"],
    "kyoryoku": ["事業協力", "協力"],
    "itaku": ["委託", "業務委託", "事業委託"],
    "hojo": ["補助", "助成", "補助金", "助成金"],
    "koen": ["後援", "後援名義"],
    "joho": ["情報提供", "情報交換"],
    "sonota": ["その他"],
}
_CODE_OF_FORM = {fold(word): code for code, words in _FORMS.items() for word in words}
_OTHER_NAMELY = re.compile(r"その他\s*\((.*)\)", re.DOTALL)
# その他（事業協力） and その他：広報 say which; その他, その他（） and その他、共催 do not.
_SAYS_WHICH = re.compile(r"その他[\s(「『:]*[^\s()「」『』:、､,・/]")


class UnknownForm(ValueError):
    """A form of collaboration nobody knows; its text is a sentence for who typed it."""


@dataclass(frozen=True)
class PartnerName:
    """One partner of a list: its name, and the item as written (各種団体, 各種団体等)."""

    name: str
    as_written: str


def split_partners(text: str) -> list[PartnerName]:
    """Return the partners of a 関係団体名, in order, each once.

    Divides at 、 ， , ＋ + and line breaks outside brackets, never at ・. A closing 等 or など is
    not part of a name; 該当なし and the like name nobody.
    """
    partners: dict[str, PartnerName] = {}
    for item in _split_outside_brackets(text, _SEPARATORS):
        as_written = item.strip().removeprefix("・").strip()
        name = _AND_OTHERS.sub("", as_written).strip()
        key = fold(name)
        if key and key not in _NO_PARTNER:
            partners.setdefault(key, PartnerName(name, as_written))
    return list(partners.values())


def parse_recurrence(text: str) -> str:
    """Return the code of an 実施区分: yearly, biennial, once, irregular, other; not_entered."""
    folded = fold(text)
    if not folded:
        return "not_entered"
    return next((code for code, words in _RECURRENCES if words.fullmatch(folded)), "other")


def parse_form(text: str) -> list[str]:
    """Return the common codes of a 協働の形態, in order, each once; none when blank.

    その他（事業協力） is kyoryoku; その他 alone, or with a word of the city's own, is sonota.
    Raises UnknownForm (text for the reader) for any other word.
    """
    codes: list[str] = []
    for item in _split_outside_brackets(text, _FORM_SEPARATORS):
        word = unicodedata.normalize("NFKC", item).strip()
        namely = _OTHER_NAMELY.fullmatch(word)
        if namely:
            codes += _codes_of_other(namely[1])
        elif fold(word):
            codes.append(_code_of_form(word))
    return list(dict.fromkeys(codes))


def _codes_of_other(words: str) -> list[str]:
    items = [fold(item) for item in _split_outside_brackets(words, _FORM_SEPARATORS)]
    return [_CODE_OF_FORM.get(item, "sonota") for item in items if item] or ["sonota"]


def _code_of_form(word: str) -> str:
    code = _CODE_OF_FORM.get(fold(word))
    if code is None:
        raise UnknownForm(
            _("「%(written)s」は協働の形態にありません。%(known)sのどれかで書いてください。")
            % {"written": quotable(word), "known": "、".join(words[0] for words in _FORMS.values())}
        )
    return code


def _split_outside_brackets(text: str, separators: str) -> list[str]:
    items, start = [], 0
    for position, (sign, depth) in enumerate(zip(text, _depths(text), strict=True)):
        divides = sign in separators or (sign == "," and not _COMMA_OF_A_NAME.match(text, position))
        if divides and depth == 0:
            items.append(text[start:position])
            start = position + 1
    return [*items, text[start:]]


def _depths(text: str) -> list[int]:
    """Count for each character the brackets around it; one without its partner does not count."""
    changes = [0] * len(text)
    opened: dict[str, list[int]] = {closing: [] for closing in _CLOSING.values()}
    for position, sign in enumerate(text):
        kind = unicodedata.normalize("NFKC", sign)
        if kind in _CLOSING:
            opened[_CLOSING[kind]].append(position)
        elif opened.get(kind):
            changes[opened[kind].pop()] += 1
            changes[position] -= 1
    return list(accumulate(changes))


def says_which_other(text: str) -> bool:
    """Whether the wording of a choice その他 says what it is: その他（事業協力）, or 寄附 alone."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    return bool(_SAYS_WHICH.search(narrow)) or ("その他" not in narrow and narrow != "")
