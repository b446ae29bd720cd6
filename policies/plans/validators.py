"""What may be written of a plan: its goals (SDGs), its levels and its numbers."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# The 17 goals of the 持続可能な開発目標 by their official Japanese names.
# Source: 国際連合広報センター「持続可能な開発目標（SDGs）」日本語版ロゴの文言.
GOALS = {
    1: _("貧困をなくそう"),
    2: _("飢餓をゼロに"),
    3: _("すべての人に健康と福祉を"),
    4: _("質の高い教育をみんなに"),
    5: _("ジェンダー平等を実現しよう"),
    6: _("安全な水とトイレを世界中に"),
    7: _("エネルギーをみんなに そしてクリーンに"),
    8: _("働きがいも経済成長も"),
    9: _("産業と技術革新の基盤をつくろう"),
    10: _("人や国の不平等をなくそう"),
    11: _("住み続けられるまちづくりを"),
    12: _("つくる責任 つかう責任"),
    13: _("気候変動に具体的な対策を"),
    14: _("海の豊かさを守ろう"),
    15: _("陸の豊かさも守ろう"),
    16: _("平和と公正をすべての人に"),
    17: _("パートナーシップで目標を達成しよう"),
}


def validate_goals(numbers: object) -> None:
    """Raise ValidationError unless `numbers` is a rising list of goals from 1 to 17."""
    goals = numbers if isinstance(numbers, list) else [None]
    if any(type(goal) is not int for goal in goals) or goals != sorted(set(goals) & GOALS.keys()):
        raise ValidationError(_("SDGsは1から17までの目標から、小さい順に1回ずつ選んでください。"))


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
