"""What a 施策評価表 writes in its cells, read."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from kyodo_portal.text import quotable

_NUMBER = re.compile(r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?", re.ASCII)
_NOT_MEASURED = frozenset({"-", "－", "―", "ー", "–", "—"})
_NOT_DUE = "未到来"
# What a column of 20 digits, 6 of them decimals, holds.
MOST_DIGITS, MOST_DECIMALS = 14, 6


class InvalidValue(ValueError):
    """A value that is no number; its text is a sentence for who typed it."""


# The codes of what a model keeps as the status of a value.
Status = Literal["counted", "not_measured", "not_due", "not_entered"]


@dataclass(frozen=True)
class ParsedValue:
    """A number only where the status is "counted"."""

    value: Decimal | None
    status: Status


def parse_value(text: str) -> ParsedValue:
    """Read a 実績値: 8.1, 9,943,885, full width too; - not measured; 未到来; blank.

    Raises InvalidValue (text for the reader) for anything else.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    if not written:
        return ParsedValue(None, "not_entered")
    if written in _NOT_MEASURED:
        return ParsedValue(None, "not_measured")
    if written == _NOT_DUE:
        return ParsedValue(None, "not_due")
    if not _NUMBER.fullmatch(written):
        raise InvalidValue(
            _(
                "「%(written)s」は数字として読み取れません。"
                "単位をつけずに数字だけで書いてください（例：9,943,885 や 8.1）。"
                "測っていないときは「-」、まだ時期が来ていないときは「未到来」と書きます。"
            )
            % {"written": quotable(text)}
        )
    whole, _point, decimals = written.lstrip("-−").replace(",", "").partition(".")
    if len(whole.lstrip("0")) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        raise InvalidValue(
            _("「%(written)s」はけたが多すぎます。整数は14けた、小数は6けたまでで書いてください。")
            % {"written": quotable(text)}
        )
    return ParsedValue(Decimal(written.replace(",", "").replace("−", "-")), "counted")
