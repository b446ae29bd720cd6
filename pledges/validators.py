"""Rules of 市長公約 that forms, funnel and commands share."""

import re
import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo_portal.quoting import quotable

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


def validate_percent_text(text: str) -> None:
    """Raise ValidationError unless `text` is a percentage from 0 to 100, or blank."""
    parse_percent(text)


def check_stars(stars: int | None, steps: int | None) -> None:
    """Raise ValidationError unless the stars are on the set's scale (0 to `steps`)."""
    if stars is None:
        return
    if steps is None:
        raise ValidationError(_("この公約は星で評価しません。"))
    if not 0 <= stars <= steps:
        raise ValidationError(
            _("星は0から%(steps)sまでの数で書いてください（%(stars)sと書かれています）。")
            % {"steps": steps, "stars": stars}
        )
