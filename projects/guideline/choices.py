"""What code branches on in the guideline."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class GuidelineKind(TextChoices):
    """What a part of the guideline is."""

    CHAPTER = "chapter", _("章")
    FORM = "form", _("形態の説明")
    PRINCIPLE = "principle", _("心得")
    EXAMPLE = "example", _("事例")
    QUESTION = "question", _("Q&A")
    FIELD = "field", _("分野")
    TERM = "term", _("用語")
