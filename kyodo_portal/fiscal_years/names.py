"""Names over the years: the same project under 第16回…, 令和7年度… and its plain name."""

import re
import unicodedata

from kyodo_portal.fiscal_years.eras import ERAS
from kyodo_portal.text import fold

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
