"""The base of every record that the funnel writes: a version, and who wrote last."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.text import unsafe_characters


class Versioned(models.Model):
    """A record with a version that each write raises by one; forms carry it as their lock.

    `version` is 0 only before the first write. The three fields are the funnel's alone.
    """

    version = models.PositiveIntegerField(_("版"), default=0, editable=False)
    updated_at = models.DateTimeField(_("最終更新"), null=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("最終更新者"),
    )

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Any = None) -> None:
        """Validate each field, and refuse characters that no text of ours may hold."""
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(value, str) and field.name not in errors and unsafe_characters(value):
                errors[field.name] = [
                    _(
                        "%(label)sに、使えない文字（制御文字や文字の向きを変える記号）が入っています。"
                        "メモ帳などに貼り付けてから写し直してください。"
                    )
                    % {"label": field.verbose_name}
                ]
        if errors:
            raise ValidationError(errors)
