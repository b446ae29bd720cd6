"""訂正の依頼: what somebody wants changed in a published record."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.areas import MOST_CHARACTERS, area_choices


class CorrectionState(TextChoices):
    """What became of a request."""

    OPEN = "open", _("未対応")
    APPLIED = "applied", _("反映済み")
    DECLINED = "declined", _("見送り")


class CorrectionRequest(models.Model):
    """Values proposed for a published record, which only the coordinator changes.

    `values` has the shape of Change.after; `version` is the record's when it was asked.
    """

    kind = models.CharField(_("種類"), max_length=100)
    object_id = models.BigIntegerField(_("番号"))
    title = models.CharField(_("名前"), max_length=500)
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("自治体"),
    )
    area = models.CharField(_("分野"), max_length=MOST_CHARACTERS, choices=area_choices)
    version = models.PositiveIntegerField(_("版"))
    values: Any = models.JSONField(_("直したい内容"))
    reason = models.TextField(_("理由"), max_length=2000)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("依頼した人"),
    )
    requested_at = models.DateTimeField(_("依頼日時"))
    state = models.CharField(
        _("対応"), max_length=10, choices=CorrectionState, default=CorrectionState.OPEN
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("対応した人"),
    )
    answered_at = models.DateTimeField(_("対応日時"), null=True, blank=True)
    answer = models.TextField(_("返事"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("訂正の依頼")
        verbose_name_plural = _("訂正の依頼")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="publishing_correctionrequest_state_known",
                condition=Q(state__in=CorrectionState.values),
                violation_error_message=_("対応の状態が正しくありません。"),
            ),
            models.CheckConstraint(
                name="publishing_correctionrequest_answered",
                condition=Q(
                    state=CorrectionState.OPEN, answered_at__isnull=True, answered_by__isnull=True
                )
                | (
                    ~Q(state=CorrectionState.OPEN)
                    & Q(answered_at__isnull=False, answered_by__isnull=False)
                ),
                violation_error_message=_("対応した人と日時は、対応したときにだけ入ります。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
