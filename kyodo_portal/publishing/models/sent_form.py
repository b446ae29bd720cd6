"""A form of the staff that was stored, and how it was answered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SentForm(models.Model):
    """What a form's one-time token was used for; a second sending finds it and is not stored.

    digest: of what was sent. location: where the answer led. messages: [level, text, whether the
    text is safe HTML, tags] of each. popup_data: what a form in a window of its own told the
    window that opened it, empty elsewhere.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("送った人"),
    )
    token = models.CharField(_("一度だけの印"), max_length=22)
    digest = models.CharField(_("内容の要約値"), max_length=64)
    sent_at = models.DateTimeField(_("送った日時"))
    location = models.TextField(_("移った先"), blank=True)
    messages: Any = models.JSONField(_("知らせ"), default=list, blank=True)
    popup_data = models.TextField(_("元の画面へ渡した内容"), blank=True)

    class Meta:
        verbose_name = _("送られた画面")
        verbose_name_plural = _("送られた画面")
        constraints = [
            models.UniqueConstraint(name="publishing_sentform_once", fields=["user", "token"]),
        ]
        indexes = [models.Index(name="publishing_sentform_age", fields=["user", "sent_at"])]

    def __str__(self) -> str:
        return self.token
