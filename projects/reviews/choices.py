"""What code branches on in 協働のふりかえり."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ReceivedBy(TextChoices):
    """How a partner's side of a two-sided review came to the city."""

    PAPER = "paper", _("紙")
    EMAIL = "email", _("メール")
    INTERVIEW = "interview", _("聞き取り")


class ReviewMark(IntegerChoices):
    """The optional marks of a two-sided review; this portal's own form, of no city."""

    NOT_DONE = 1, _("できなかった")
    HARDLY_DONE = 2, _("あまりできなかった")
    BETWEEN = 3, _("どちらともいえない")
    DONE = 4, _("できた")
    WELL_DONE = 5, _("よくできた")
