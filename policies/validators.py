"""Rules of 施策評価 that forms, funnel and commands share."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .sdgs import validate_goals

__all__ = ["check_code", "validate_code_pattern", "validate_goals", "validate_level_names"]


def validate_code_pattern(pattern: str) -> None:
    """Raise ValidationError unless `pattern` is a regular expression that Python reads."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValidationError(
            _("施策番号の形は正規表現で書いてください（例：[0-9]{7}）。%(error)s")
            % {"error": error}
        ) from error


def validate_level_names(text: str) -> None:
    """Raise ValidationError unless each line names one level, and no two the same."""
    names = [line.strip() for line in text.splitlines()]
    if not names or "" in names or len(set(names)) != len(names):
        raise ValidationError(
            _("段階の名前は、上から順に1行に1つずつ、同じ名前のないように書いてください。")
        )


def check_code(code: str, pattern: str) -> None:
    """Raise ValidationError on `code` where it breaks the plan's pattern."""
    if pattern and not re.fullmatch(pattern, code):
        raise ValidationError(
            {
                "code": _("施策番号「%(code)s」は、この計画の番号の形（%(pattern)s）に合いません。")
                % {"code": code, "pattern": pattern}
            }
        )
