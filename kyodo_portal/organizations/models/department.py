"""部・課・室."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.choices import ADMINISTRATORS
from kyodo_portal.organizations.querysets import DepartmentQuerySet
from kyodo_portal.organizations.validators import validate_telephone
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.relations import ManyToMany, NewRelations
from kyodo_portal.publishing.versioned import SearchText, Versioned


class DepartmentManager(models.Manager.from_queryset(DepartmentQuerySet)):  # type: ignore[misc]
    """Reads departments by their natural key."""

    def get_by_natural_key(self, code: str, name: str, valid_from: int | None) -> "Department":
        """Return the department of that name that began in that fiscal year (None: unknown)."""
        department: Department = self.get(municipality__code=code, name=name, valid_from=valid_from)
        return department


class Department(Versioned):
    """A unit of the city's organisation in the fiscal years in which it existed.

    A reorganisation ends a department and names its successors; records keep the
    department as it was in their year.
    """

    area_code = ""
    parent_publishable = NoParent("the city's organisation, which everybody knows")
    add_roles = change_roles = ADMINISTRATORS
    relations = (ManyToMany("successors"),)

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="departments",
        verbose_name=_("自治体"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("上の組織"),
        help_text=_("課なら、その部。分からないときは空のままにします。"),
    )
    name = models.CharField(_("名前"), max_length=100)
    name_kana = models.CharField(_("よみ"), max_length=200, blank=True)
    name_english = models.CharField(_("英語の名前"), max_length=200, blank=True)
    sort_order = models.PositiveIntegerField(
        _("建制順"), default=0, help_text=_("小さい数から順に並びます。")
    )
    valid_from = models.PositiveSmallIntegerField(
        _("はじまりの年度"),
        null=True,
        blank=True,
        help_text=_("西暦。分からないときは空。例：2025"),
    )
    valid_to = models.PositiveSmallIntegerField(
        _("おわりの年度"), null=True, blank=True, help_text=_("西暦。いまもあるときは空。")
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="predecessors",
        blank=True,
        verbose_name=_("引き継いだ組織"),
    )
    telephone = models.CharField(
        _("電話番号"), max_length=20, blank=True, validators=[validate_telephone]
    )
    email = models.EmailField(_("メール"), blank=True)
    contact_url = models.URLField(_("問い合わせフォーム"), blank=True)
    hours = models.CharField(
        _("受付時間"), max_length=100, blank=True, help_text=_("例：平日 8時45分から17時15分まで")
    )

    objects = DepartmentManager()

    class Meta:
        verbose_name = _("部署")
        verbose_name_plural = _("部署")
        ordering = ["municipality__code", "sort_order", "id"]
        indexes = [models.Index(fields=["municipality", "sort_order"], name="department_in_order")]
        constraints = [
            # Two constraints, since SQLite holds empty years for different ones.
            models.UniqueConstraint(
                fields=["municipality", "name", "valid_from"],
                name="organizations_department_unique",
                violation_error_message=_("同じ名前で同じ年度に始まる部署がもうあります。"),
            ),
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=Q(valid_from__isnull=True),
                name="organizations_department_unique_without_year",
                violation_error_message=_(
                    "同じ名前の部署がもうあります。はじまりの年度を書いてください。"
                ),
            ),
            models.CheckConstraint(
                name="organizations_department_years_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("おわりの年度が、はじまりの年度より前です。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str, int | None]:
        """Return what identifies a department in every database."""
        return (self.municipality.code, self.name, self.valid_from)

    def clean(self) -> None:
        """Refuse a parent of another municipality and a tree that runs in a circle."""
        super().clean()
        if self.parent_id is None:
            return
        if self.parent and self.parent.municipality_id != self.municipality_id:
            raise ValidationError({"parent": _("上の組織は、同じ自治体の部署から選んでください。")})
        if self.pk and type(self).objects.below([self.pk]).filter(pk=self.parent_id).exists():
            raise ValidationError(
                {"parent": _("自分自身や自分の下にある部署を、上の組織にはできません。")}
            )

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("departments:detail", args=[self.pk])

    def existed_in(self, fiscal_year: int) -> bool:
        """Whether the department existed in a fiscal year, as far as is known."""
        begun = self.valid_from is None or self.valid_from <= fiscal_year
        return begun and (self.valid_to is None or fiscal_year <= self.valid_to)

    def is_ended_in(self, fiscal_year: int) -> bool:
        """Whether the department had ended before a fiscal year."""
        return self.valid_to is not None and self.valid_to < fiscal_year

    def standing_in(self, fiscal_year: int) -> list["Department"]:
        """Return the department, or what took its place by a fiscal year; none may have."""
        found, seen, waiting = [], {self.pk}, [self]
        while waiting:
            one = waiting.pop(0)
            if not one.is_ended_in(fiscal_year):
                found.append(one)
                continue
            successors = one.successors.order_by("sort_order", "id")
            waiting += [next_one for next_one in successors if next_one.pk not in seen]
            seen |= {next_one.pk for next_one in waiting}
        return found

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse successors of another municipality, or the department itself."""
        for successor in new_relations["successors"]:
            if successor.municipality_id != self.municipality_id or successor.pk == self.pk:
                raise ValidationError(
                    {
                        "successors": _(
                            "引き継いだ組織は、同じ自治体のほかの部署から選んでください。"
                        )
                    }
                )

    def search_text(self) -> SearchText:
        """Return what a department is found by."""
        names = (self.name, self.name_kana, self.name_english)
        return SearchText(self.name, names, self.municipality_id, True)
