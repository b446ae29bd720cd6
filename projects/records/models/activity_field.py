"""活動分野: the fields of the guideline, by which projects are found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.versioned import Versioned
from projects import AREA
from projects.records.querysets import ActivityFieldQuerySet


class ActivityFieldManager(models.Manager.from_queryset(ActivityFieldQuerySet)):  # type: ignore[misc]
    """Reads fields by municipality and name."""

    def get_by_natural_key(self, code: str, name: str) -> "ActivityField":
        """Return a municipality's field of that name."""
        field: ActivityField = self.get(municipality__code=code, name=name)
        return field


class ActivityField(Versioned):
    """One field of activity of a city's guideline, within its group."""

    area_code = AREA
    parent_publishable = NoParent("the city's own list of fields")

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="activity_fields",
        verbose_name=_("自治体"),
    )
    name = models.CharField(_("名前"), max_length=100)
    group = models.CharField(
        _("分野のまとまり"),
        max_length=100,
        blank=True,
        help_text=_("ガイドラインの分け方です。例：地域社会の主体的な取組が求められる分野"),
    )
    sort_order = models.PositiveIntegerField(_("並び順"), default=0)

    objects = ActivityFieldManager()

    class Meta:
        verbose_name = _("活動分野")
        verbose_name_plural = _("活動分野")
        ordering = ["municipality__code", "sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="projects_activityfield_unique",
                violation_error_message=_("同じ名前の活動分野がもうあります。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a field in every database."""
        return (self.municipality.code, self.name)
