"""Percentages as they are typed: 59.2, ５９．２％."""

import re
import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo_portal.text import quotable

HIGHEST_PERCENT = 100
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*%?", re.ASCII)


def parse_percent(text: str) -> Decimal | None:
    """Read a percentage from 0 to 100 as published: 62, 59.2, ６２％; None for blank.

    Raises ValidationError for anything else, so for 101 and -1.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    if not written:
        return None
    match = _PERCENT.fullmatch(written)
    if match is None or Decimal(match[1]) > HIGHEST_PERCENT:
        raise ValidationError(
            _(
                "「%(written)s」は進捗として読み取れません。0から100までの数で書いてください（例：62、59.2）。"
            )
            % {"written": quotable(text)}
        )
    return Decimal(match[1])
