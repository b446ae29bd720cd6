"""関係団体."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.versioned import SearchText, Versioned
from projects import AREA
from projects.cases.models.case_sheet import CaseSheet
from projects.partners.choices import PartnerKind
from projects.partners.querysets import PartnerQuerySet
from projects.partners.validators import validate_corporate_number
from projects.records.models.record import ProjectRecord, RecordPartner
from projects.reviews.models.review import ProjectReview


class PartnerManager(models.Manager.from_queryset(PartnerQuerySet)):  # type: ignore[misc]
    """Reads partners by municipality and name."""

    def get_by_natural_key(self, code: str, name: str) -> "Partner":
        """Return a municipality's partner of that name."""
        partner: Partner = self.get(municipality__code=code, name=name)
        return partner


class Partner(Versioned):
    """One entry of a city's register of those it works with.

    A 総称 (町内会・自治会) is a class of groups, not one partner; a 市の組織 is the city
    itself; a 個人 is on no public surface.
    """

    area_code = AREA
    parent_publishable = NoParent("a register: who does not find a partner in it enters it twice")
    add_roles = EDITORS_AND_COORDINATORS

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="partners",
        verbose_name=_("自治体"),
    )
    name = models.CharField(_("名前"), max_length=200)
    aliases = models.TextField(
        _("ほかの書き方"), max_length=2000, blank=True, help_text=_("1行に1つずつ書きます。")
    )
    kind = models.CharField(_("種別"), max_length=10, choices=PartnerKind)
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="partner_names",
        null=True,
        blank=True,
        verbose_name=_("部署"),
        help_text=_("市の組織のときだけ、分かれば選びます。"),
    )
    corporate_number = models.CharField(
        _("法人番号"), max_length=13, blank=True, validators=[validate_corporate_number]
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged_names",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("まとめ先"),
    )

    objects = PartnerManager()

    class Meta:
        verbose_name = _("関係団体")
        verbose_name_plural = _("関係団体")
        ordering = ["municipality__code", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="projects_partner_unique",
                violation_error_message=_("同じ名前の関係団体がもうあります。"),
            ),
            models.CheckConstraint(
                name="projects_partner_kind_known",
                condition=Q(kind__in=PartnerKind.values),
                violation_error_message=_("種別が正しくありません。"),
            ),
            models.CheckConstraint(
                name="projects_partner_department_of_city_unit",
                condition=Q(department__isnull=True) | Q(kind=PartnerKind.CITY_UNIT),
                violation_error_message=_("部署を選べるのは、種別が「市の組織」のときだけです。"),
            ),
            models.CheckConstraint(
                name="projects_partner_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                violation_error_message=_("自分自身にまとめることはできません。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a partner in every database."""
        return (self.municipality.code, self.name)

    def clean(self) -> None:
        """Refuse a department of another municipality."""
        super().clean()
        if self.department and self.department.municipality_id != self.municipality_id:
            raise ValidationError({"department": _("部署は、同じ自治体から選んでください。")})

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("projects:partner_detail", args=[self.pk])

    @property
    def alias_lines(self) -> list[str]:
        """Return the other spellings, one each."""
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    def search_text(self) -> SearchText:
        """Return what a partner is found by; a person is found by nobody."""
        is_public = self.kind != PartnerKind.PERSON
        names = (self.name, *self.alias_lines)
        return SearchText(self.name, names, self.municipality_id, is_public)

    def dependents(self) -> list[Any]:
        """Return what this partner's name concerns, or a spelling of it: records, reviews, sheets."""
        links = RecordPartner.objects.filter(Q(partner=self) | Q(partner__merged_into=self))
        records = ProjectRecord.objects.filter(id__in=links.values("record_id"))
        reviews = ProjectReview.objects.filter(record__in=records)
        sheets = CaseSheet.objects.with_partners([self.pk])
        return [*records.select_related("department"), *reviews, *sheets]
