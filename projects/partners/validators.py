"""Rules of a partner's 法人番号."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NOT_THIRTEEN_DIGITS = _("法人番号は半角の数字13けたで書いてください。")


def corporate_check_digit(base: str) -> str:
    """Return the first digit of a 法人番号 from its other twelve.

    Rule: 法人番号の指定等に関する省令 第2条: 9 less (the sum of each digit, from the right,
    times 1 and 2 in turn) modulo 9.
    """
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(base)))
    return str(9 - total % 9)


def validate_corporate_number(number: str) -> None:
    """Raise ValidationError unless `number` is a 法人番号 of 13 digits that checks."""
    if not re.fullmatch(r"[0-9]{13}", number, re.ASCII):
        raise ValidationError(NOT_THIRTEEN_DIGITS)
    if number[0] != corporate_check_digit(number[1:]):
        raise ValidationError(
            _(
                "法人番号「%(number)s」の検査数字（はじめの1けた）が合いません。番号をもう一度見てください。"
            )
            % {"number": number}
        )
