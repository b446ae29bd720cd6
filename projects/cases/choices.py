"""What code branches on in case sheets."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartySide(TextChoices):
    """On which side of the sheet a party stands; there may be several on either."""

    CITY = "city", _("行政")
    PARTNER = "partner", _("協働の相手")
