"""What code branches on in reports of 市長公約."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RatingStatus(TextChoices):
    """What is known of one item in one report; the last three are no figure, never 0."""

    RATED = "rated", _("評価あり")
    NOT_RATED = "not_rated", _("未評価")
    NOT_APPLICABLE = "not_applicable", _("該当なし")
    NOT_STATED = "not_stated", _("資料に記載なし")
