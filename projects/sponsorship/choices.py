"""What code branches on in 後援名義の使用."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CriterionAnswer(TextChoices):
    """What staff answer to a criterion of 後援名義の使用; open is not answered yet."""

    OPEN = "open", _("未回答")
    NOT_APPLICABLE = "not_applicable", _("該当なし")
    TO_DISCUSS = "to_discuss", _("要協議")
    APPLICABLE = "applicable", _("該当")


class SponsorshipDecision(TextChoices):
    """What a person has decided about an application."""

    UNDECIDED = "undecided", _("未決定")
    APPROVED = "approved", _("承認")
    REFUSED = "refused", _("不承認")
