"""What code branches on in indicators."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IndicatorKind(TextChoices):
    """What an indicator measures; left empty where the city does not say."""

    ACTIVITY = "activity", _("活動")
    OUTCOME = "outcome", _("成果")


class Direction(TextChoices):
    """Which way is better; only the city says so, never a guess."""

    UP = "up", _("増えるほどよい")
    DOWN = "down", _("減るほどよい")


class ValueStatus(TextChoices):
    """What is known of one indicator in one year; only the first has a number."""

    COUNTED = "counted", _("実績あり")
    NOT_MEASURED = "not_measured", _("測定なし")
    NOT_DUE = "not_due", _("未到来")
    NOT_ENTERED = "not_entered", _("記載なし")
