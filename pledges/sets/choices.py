"""What code branches on in sets of 市長公約: how what stands above is computed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RollUp(TextChoices):
    """From what the figure of a level is made."""

    NONE = "none", _("計算しない")
    MEAN_OF_PUBLISHED = "mean_of_published", _("下の段階の公表値の平均")
    MEAN_OF_EXACT = "mean_of_exact", _("下の段階の端数を残した値の平均")


class Rounding(TextChoices):
    """What is done with the digits behind the last one shown."""

    NONE = "none", _("そのまま")
    TRUNCATED = "truncated", _("切り捨て")
    ROUNDED = "rounded", _("四捨五入")
