"""Rules of codes and telephone numbers."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MUNICIPALITY_WEIGHTS = (6, 5, 4, 3, 2)
NOT_SIX_DIGITS = _("全国地方公共団体コードは半角の数字6けたで書いてください。例：012131")
NO_TELEPHONE = _("電話番号は半角の数字とハイフンで書いてください。例：0144-00-0000")


def municipality_check_digit(first_five: str) -> str:
    """Return the sixth digit of a 全国地方公共団体コード.

    Rule: 総務省「全国地方公共団体コード仕様」: 11 less the weighted sum modulo 11, last digit.
    """
    total = sum(
        weight * int(digit) for weight, digit in zip(MUNICIPALITY_WEIGHTS, first_five, strict=True)
    )
    return str((11 - total % 11) % 10)


def validate_municipality_code(code: str) -> None:
    """Raise ValidationError unless `code` is six digits with the right check digit."""
    if not re.fullmatch(r"[0-9]{6}", code, re.ASCII):
        raise ValidationError(NOT_SIX_DIGITS)
    expected = municipality_check_digit(code[:5])
    if code[5] != expected:
        raise ValidationError(
            _(
                "全国地方公共団体コード「%(code)s」の検査数字（6けた目）が合いません。"
                "はじめの5けたが正しければ「%(right)s」です。"
            )
            % {"code": code, "right": code[:5] + expected}
        )


def validate_telephone(number: str) -> None:
    """Raise ValidationError unless `number` is digits and hyphens, or starts with +."""
    if not re.fullmatch(r"\+?[0-9][0-9-]{5,18}[0-9]", number, re.ASCII):
        raise ValidationError(NO_TELEPHONE)


def check_same_municipality(municipality_id: int, field: str, related: Iterable[Any]) -> None:
    """Raise ValidationError on `field` if anything belongs to another municipality."""
    for item in related:
        if item.municipality_id != municipality_id:
            raise ValidationError(
                {
                    field: _(
                        "「%(name)s」は別の自治体のものです。この自治体に登録されているものから選んでください。"
                    )
                    % {"name": item}
                }
            )
