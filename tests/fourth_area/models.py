"""補助金の交付: what a department gave to whom in a year."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.versioned import SearchText
from tests.fourth_area import AREA
from tests.fourth_area.querysets import SubsidyQuerySet


class Subsidy(Publishable):
    """One subsidy of one department in one fiscal year."""

    area_code = AREA
    add_roles = EDITORS_AND_COORDINATORS

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("自治体"),
    )
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="subsidies",
        verbose_name=_("担当部署"),
    )
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    name = models.CharField(_("補助金の名前"), max_length=200)
    amount = models.PositiveBigIntegerField(_("交付額（円）"), null=True, blank=True)

    objects = SubsidyQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("補助金")
        verbose_name_plural = _("補助金")
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="subsidies_subsidy_fiscal_year_plausible",
                condition=Q(fiscal_year__gte=1868, fiscal_year__lte=2100),
                violation_error_message=_("年度は西暦で書いてください。例：2025"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Take the municipality from the department; refuse a year to come."""
        super().clean()
        if self.department_id:
            self.municipality_id = self.department.municipality_id
        if self.amount == 0:
            raise ValidationError({"amount": _("0円の交付は書きません。空のままにしてください。")})

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("subsidies:detail", args=[self.pk])

    def search_text(self) -> SearchText | None:
        """Return what it is found by."""
        texts = (self.name, str(self.department))
        return SearchText(self.name, texts, self.municipality_id, self.is_published)

    def natural_key(self) -> tuple[Any, ...]:
        """Return what identifies it in every database."""
        return (self.municipality.code, self.fiscal_year, self.name)
