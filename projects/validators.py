"""Rules of 協働事業 that forms, funnel and import share."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kyodo_portal.markdown import UnsafeMarkdown, parse


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
        raise ValidationError(_("法人番号は半角の数字13けたで書いてください。"))
    if number[0] != corporate_check_digit(number[1:]):
        raise ValidationError(
            _(
                "法人番号「%(number)s」の検査数字（はじめの1けた）が合いません。番号をもう一度見てください。"
            )
            % {"number": number}
        )


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


def validate_markdown(text: str) -> None:
    """Raise ValidationError unless `text` keeps to the safe subset of Markdown."""
    try:
        parse(text)
    except UnsafeMarkdown as error:
        raise ValidationError(list(error.messages)) from error
