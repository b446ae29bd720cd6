"""The number that rises with every write that has a public face."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

ONLY_ROW = 1


class DataVersion(models.Model):
    """One row. Public pages are functions of it, so it is their ETag and cache key."""

    number = models.PositiveBigIntegerField(_("版"), default=0)

    class Meta:
        verbose_name = _("データの版")
        verbose_name_plural = _("データの版")
        constraints = [
            models.CheckConstraint(
                name="publishing_dataversion_one_row",
                condition=models.Q(id=ONLY_ROW),
                violation_error_message=_("データの版は一行だけです。"),
            )
        ]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return today's number, 0 before the first write."""
        return cls.objects.filter(pk=ONLY_ROW).values_list("number", flat=True).first() or 0

    @classmethod
    def rise(cls) -> None:
        """Raise the number by one, within the caller's transaction."""
        if not cls.objects.filter(pk=ONLY_ROW).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=ONLY_ROW)
            cls.objects.filter(pk=ONLY_ROW).update(number=F("number") + 1)
