"""When something began, as cities write it: a year, an era year, a month."""

import re
import unicodedata

from kyodo_portal.fiscal_years.eras import split_era
from kyodo_portal.fiscal_years.reading import number_of_year

_START = re.compile(r"([0-9]+|元)?年?度?(?:[~〜]|から)?")


def parse_start(text: str) -> tuple[int | None, str]:
    """Return the Western fiscal year and the era's name of 昭和60年度～, S63年度～, 平成　年度～.

    The year is None where only the era is written, or where a text is no year at all; the
    era is "" where none is written. Raises InvalidDate for a year that cannot be.
    """
    narrow = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    era, rest = split_era(narrow)
    found = _START.fullmatch(rest)
    if not narrow or found is None:
        return None, ""
    if found[1] is None:
        return None, era.name if era else ""
    return number_of_year(era, found[1], written=text), era.name if era else ""
