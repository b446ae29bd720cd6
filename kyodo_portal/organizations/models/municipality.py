"""自治体."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.choices import ADMINISTRATORS
from kyodo_portal.organizations.querysets import MunicipalityQuerySet
from kyodo_portal.organizations.validators import validate_municipality_code
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.versioned import Versioned


class MunicipalityManager(models.Manager.from_queryset(MunicipalityQuerySet)):  # type: ignore[misc]
    """Reads municipalities by their code."""

    def get_by_natural_key(self, code: str) -> "Municipality":
        """Return the municipality of a 全国地方公共団体コード."""
        municipality: Municipality = self.get(code=code)
        return municipality


class Municipality(Versioned):
    """A city, town or village that keeps its records in this portal.

    Who runs the portal admits it; its administrators keep it up.
    """

    area_code = ""
    parent_publishable = NoParent("the city itself")
    municipality_lookup = "id"
    add_roles = frozenset()
    change_roles = ADMINISTRATORS

    code = models.CharField(
        _("全国地方公共団体コード"),
        max_length=6,
        unique=True,
        validators=[validate_municipality_code],
        help_text=_("6けた。はじめの0も書きます。例：012131"),
        error_messages={"unique": _("この全国地方公共団体コードの自治体はもう登録されています。")},
    )
    name = models.CharField(_("名前"), max_length=50)
    name_kana = models.CharField(_("よみ"), max_length=100, blank=True)
    name_english = models.CharField(_("英語の名前"), max_length=100, blank=True)
    website = models.URLField(_("公式サイト"), blank=True)

    objects = MunicipalityManager()

    class Meta:
        verbose_name = _("自治体")
        verbose_name_plural = _("自治体")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Return what identifies a municipality in every database."""
        return (self.code,)

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("municipalities:detail", args=[self.code])
