"""協働の形態."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.versioned import Versioned
from projects import AREA
from projects.records.choices import CommonForm
from projects.records.querysets import CollaborationFormQuerySet


class CollaborationFormManager(models.Manager.from_queryset(CollaborationFormQuerySet)):  # type: ignore[misc]
    """Reads forms by municipality and name."""

    def get_by_natural_key(self, code: str, name: str) -> "CollaborationForm":
        """Return a municipality's form of that name."""
        form: CollaborationForm = self.get(municipality__code=code, name=name)
        return form


class CollaborationForm(Versioned):
    """One entry of a city's own list of forms, mapped to one common code."""

    area_code = AREA
    parent_publishable = NoParent("the city's own list of forms")

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="collaboration_forms",
        verbose_name=_("自治体"),
    )
    name = models.CharField(_("名前"), max_length=50)
    common_code = models.CharField(
        _("共通の区分"),
        max_length=10,
        choices=CommonForm,
        help_text=_("ほかの自治体と比べるための区分です。"),
    )
    definition = models.TextField(_("説明"), max_length=2000, blank=True)
    sort_order = models.PositiveIntegerField(_("並び順"), default=0)

    objects = CollaborationFormManager()

    class Meta:
        verbose_name = _("協働の形態")
        verbose_name_plural = _("協働の形態")
        ordering = ["municipality__code", "sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="projects_collaborationform_unique",
                violation_error_message=_("同じ名前の形態がもうあります。"),
            ),
            models.CheckConstraint(
                name="projects_collaborationform_code_known",
                condition=Q(common_code__in=CommonForm.values),
                violation_error_message=_("共通の区分が正しくありません。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a form in every database."""
        return (self.municipality.code, self.name)
