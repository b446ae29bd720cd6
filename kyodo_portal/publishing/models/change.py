"""変更履歴: one row for each write."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.areas import MOST_CHARACTERS, area_choices
from kyodo_portal.publishing.choices import Action, Channel

LAST_VERSION = 2**31 - 1  # of a PositiveIntegerField, on both databases
# What holds the whole record; the others are steps from state to state.
SAVES = (Action.CREATE, Action.UPDATE, Action.DELETE)


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes by what they are asked for."""

    def of(self, record: models.Model) -> "ChangeQuerySet":
        """Return the changes of one record, newest first."""
        return self.filter(kind=record._meta.label_lower, object_id=record.pk).order_by("-id")

    def public_of(self, record: models.Model) -> "ChangeQuerySet":
        """Return what stands under 更新履歴 of a public page: corrections after publication."""
        return self.of(record).filter(is_public=True)

    def between_saves(self, version: int) -> "ChangeQuerySet":
        """Return the changes from the last save up to a version to the first save after it.

        The oldest first. Where there is none on a side, all the steps of that side.
        """
        saves = self.filter(action__in=SAVES).values("version")
        last = saves.filter(version__lte=version).order_by("-version")[:1]
        following = saves.filter(version__gt=version).order_by("version")[:1]
        return self.filter(
            version__gte=Coalesce(models.Subquery(last), 0),
            version__lte=Coalesce(models.Subquery(following), LAST_VERSION),
        ).order_by("version")

    def was_ever(self, record: models.Model, field: str) -> bool:
        """Whether a yes or no of a record was ever yes."""
        return (
            self.of(record)
            .filter(Q(**{f"before__{field}": True}) | Q(**{f"after__{field}": True}))
            .exists()
        )

    def history_of(self, record: models.Model) -> list[dict[str, Any]]:
        """Return 更新履歴 of a public page: {on, reason} of each correction, the newest first."""
        return [
            {"on": timezone.localdate(change.at), "reason": change.reason}
            for change in self.public_of(record)
        ]

    def for_list(self) -> "ChangeQuerySet":
        """Return changes with the names that a list of them shows."""
        return self.select_related("by", "municipality")


class AsWritten(DjangoJSONEncoder):
    """JSON whose text stands as people wrote it: escaped, Japanese is twice as long."""

    def __init__(self, *, ensure_ascii: bool = False, **options: Any) -> None:
        super().__init__(**options, ensure_ascii=False)


class JSONAsWritten(models.JSONField):
    """A JSON field whose text is stored as written; what was stored escaped reads the same."""

    def __init__(self, verbose_name: Any = None, **options: Any) -> None:
        super().__init__(verbose_name, **{**options, "encoder": AsWritten})

    def deconstruct(self) -> Any:
        """Return what migrations know: a plain JSON field, since the column is the same."""
        name, _path, arguments, options = super().deconstruct()
        del options["encoder"]
        return name, "django.db.models.JSONField", arguments, options


class Change(models.Model):
    """One write: the record before and after, by whom, when, through which channel and why.

    A save holds the whole record twice, with every field and relation; a related object is
    `{"id": …, "name": …}` as it was then. `before` is null for a new record, `after` for a
    deleted one. A step holds the fields that it changed, and where it was written long ago,
    the whole record as well. `differences.snapshot_at` knows how both are read.
    """

    kind = models.CharField(_("種類"), max_length=100)
    object_id = models.BigIntegerField(_("番号"))
    title = models.CharField(_("名前"), max_length=500)
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("自治体"),
    )
    area = models.CharField(_("分野"), max_length=MOST_CHARACTERS, choices=area_choices, blank=True)
    action = models.CharField(_("操作"), max_length=10, choices=Action)
    channel = models.CharField(_("入口"), max_length=10, choices=Channel)
    version = models.PositiveIntegerField(_("版"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("だれが"),
    )
    at = models.DateTimeField(_("いつ"))
    request_id = models.CharField(_("要求番号"), max_length=40, blank=True)
    reason = models.TextField(_("理由"), max_length=2000, blank=True)
    is_public = models.BooleanField(_("更新履歴に出す"), default=False)
    before: Any = JSONAsWritten(_("前"), null=True)
    after: Any = JSONAsWritten(_("後"), null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("変更履歴")
        verbose_name_plural = _("変更履歴")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "object_id", "id"], name="change_of_object"),
            models.Index(fields=["municipality", "id"], name="change_of_municipality"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "version"],
                name="publishing_change_one_per_version",
                violation_error_message=_("この版の変更はもう記録されています。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version} {self.action}"
