"""関わり方: the levels at which citizens and city work together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.versioned import Versioned
from projects import AREA
from projects.records.querysets import CollaborationFormQuerySet


class InvolvementManager(models.Manager.from_queryset(CollaborationFormQuerySet)):  # type: ignore[misc]
    """Reads levels by municipality and name."""

    def get_by_natural_key(self, code: str, name: str) -> "Involvement":
        """Return a municipality's level of that name."""
        involvement: Involvement = self.get(municipality__code=code, name=name)
        return involvement


class Involvement(Versioned):
    """One entry of a city's own list of levels, as its sheets print them."""

    area_code = AREA
    parent_publishable = NoParent("the city's own list of levels")

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="involvements",
        verbose_name=_("自治体"),
    )
    name = models.CharField(_("名前"), max_length=100)
    sort_order = models.PositiveIntegerField(_("並び順"), default=0)

    objects = InvolvementManager()

    class Meta:
        verbose_name = _("関わり方")
        verbose_name_plural = _("関わり方")
        ordering = ["municipality__code", "sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="projects_involvement_unique",
                violation_error_message=_("同じ名前の関わり方がもうあります。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a level in every database."""
        return (self.municipality.code, self.name)
