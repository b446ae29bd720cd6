"""What a report says of one item: who, how far, and what was done."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.publishing.relations import (
    ChildRows,
    NewRelations,
    OrderedManyToMany,
    check_rows,
)
from kyodo_portal.publishing.versioned import Versioned
from kyodo_portal.quantities.percentages import parse_percent
from pledges import AREA
from pledges.reports.choices import RatingStatus
from pledges.reports.querysets import RatingQuerySet
from pledges.reports.validators import check_stars, validate_percent_text

DEPARTMENTS = OrderedManyToMany("departments")
INITIATIVE_FIELDS = ("text", "department", "steps")


class RatingManager(models.Manager.from_queryset(RatingQuerySet)):  # type: ignore[misc]
    """Reads ratings by report and item."""

    def get_by_natural_key(self, slug: str, as_of: str, path: str) -> "Rating":
        """Return a report's rating of the item at a path."""
        rating: Rating = self.get(
            report__pledge_set__slug=slug, report__as_of=as_of, item__path=path
        )
        return rating


class Rating(Versioned):
    """One item in one report: stars, percentage or word as published, departments, initiatives.

    Stars and percentage are kept as published, and neither is derived from the other.
    Visible through its report.
    """

    area_code = AREA
    parent_publishable = ("report",)
    municipality_lookup = "report__municipality_id"
    change_roles = EDITORS_AND_COORDINATORS
    relations = (
        DEPARTMENTS,
        ChildRows("initiatives", "pledges.Initiative", "rating", INITIATIVE_FIELDS),
    )

    report = models.ForeignKey(
        "pledges.ProgressReport",
        on_delete=models.PROTECT,
        related_name="ratings",
        verbose_name=_("報告"),
    )
    item = models.ForeignKey(
        "pledges.PledgeItem",
        on_delete=models.PROTECT,
        related_name="ratings",
        verbose_name=_("公約の項目"),
    )
    departments = models.ManyToManyField(
        "organizations.Department",
        through="pledges.RatingDepartment",
        related_name="ratings",
        verbose_name=_("担当部署"),
    )
    status = models.CharField(
        _("評価の状態"),
        max_length=14,
        choices=RatingStatus,
        default=RatingStatus.NOT_RATED,
        editable=False,
    )
    not_rated_because = models.CharField(
        _("評価がないとき"),
        max_length=14,
        choices=[choice for choice in RatingStatus.choices if choice[0] != RatingStatus.RATED],
        default=RatingStatus.NOT_RATED,
    )
    stars = models.PositiveSmallIntegerField(_("星"), null=True, blank=True)
    stars_text = models.CharField(_("星（資料での書き方）"), max_length=50, blank=True)
    percent_text = models.CharField(
        _("進捗（%）"), max_length=10, blank=True, validators=[validate_percent_text]
    )
    percent: Any = models.DecimalField(
        max_digits=6, decimal_places=3, null=True, blank=True, editable=False
    )
    word = models.ForeignKey(
        "pledges.StatusWord",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("状況"),
    )
    reason = models.TextField(_("理由"), max_length=3000, blank=True)
    note = models.TextField(_("注"), max_length=3000, blank=True)

    objects = RatingManager()

    class Meta:
        verbose_name = _("評価")
        verbose_name_plural = _("評価")
        ordering = ["report_id", "item__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "item"],
                name="pledges_rating_unique",
                violation_error_message=_("この項目の評価は、この報告にもうあります。"),
            ),
            models.CheckConstraint(
                name="pledges_rating_percent_plausible",
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                violation_error_message=_("進捗は0から100までの数で書いてください。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)

    def natural_key(self) -> tuple[str, str, str]:
        """Return what identifies a rating in every database."""
        return (*self.report.natural_key(), self.item.path)

    def clean(self) -> None:
        """Read the percentage, settle the status, refuse what another set or scale gives."""
        super().clean()
        if not (self.report_id and self.item_id):
            return
        errors: dict[str, Any] = {}
        pledge_set = self.report.pledge_set
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is not None and stored.report_id != self.report_id:
            errors["report"] = _("評価を別の報告に移すことはできません。")
        if stored is not None and stored.item_id != self.item_id:
            errors["item"] = _("評価を別の項目に移すことはできません。")
        if self.item.pledge_set_id != pledge_set.pk:
            errors["item"] = _("この項目は別の公約のものです。この報告の公約から選んでください。")
        if self.word and self.word.pledge_set_id != pledge_set.pk:
            errors["word"] = _("状況の言葉は、この公約の言葉から選んでください。")
        try:
            check_stars(self.stars, pledge_set.star_steps)
        except ValidationError as error:
            errors["stars"] = error.messages
        if errors:
            raise ValidationError(errors)
        # What cannot be read is already refused beside its field.
        self.percent = None
        with suppress(ValidationError):
            self.percent = parse_percent(self.percent_text)
        is_rated = self.stars is not None or self.percent is not None or self.word is not None
        self.status = RatingStatus.RATED if is_rated else self.not_rated_because

    def listed_departments(self) -> list[Any]:
        """Return the departments in charge, in the report's order."""
        return DEPARTMENTS.read(self)

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse departments of another municipality and steps outside the set's scale."""
        self._check_departments("departments", new_relations["departments"])
        initiatives: list[Initiative] = new_relations["initiatives"]
        check_rows("initiatives", initiatives, "rating")
        in_charge = [initiative.department for initiative in initiatives]
        self._check_departments("initiatives", filter(None, in_charge))
        for initiative in initiatives:
            try:
                check_stars(initiative.steps, self.report.pledge_set.star_steps)
            except ValidationError as error:
                raise ValidationError({"initiatives": error.messages}) from error

    def _check_departments(self, relation: str, departments: Iterable[Any]) -> None:
        for department in departments:
            if department.municipality_id != self.report.municipality_id:
                text = _("「%(name)s」は別の自治体の部署です。")
                raise ValidationError({relation: text % {"name": department}})

    def is_public_correction(self) -> bool:
        """Whether changing the rating corrects a report that stands published."""
        return self.report.is_published

    def department_year(self, _name: str) -> int | None:
        """Return the year of the rating's report."""
        return self.report.fiscal_year if self.report_id else None

    def was_ever_public(self) -> bool:
        """Whether the rating's report was ever published: afterwards a rating is corrected."""
        return self.report.published_at is not None

    def dependents(self) -> Iterable[Any]:
        """Return the item whose words hold the rating's initiatives."""
        return [self.item]


class RatingDepartment(models.Model):
    """A department that is in charge of an item in a report, in the report's order."""

    rating = models.ForeignKey(
        "pledges.Rating", on_delete=models.CASCADE, related_name="department_links"
    )
    department = models.ForeignKey(
        "organizations.Department", on_delete=models.PROTECT, related_name="pledge_ratings"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("担当部署")
        verbose_name_plural = _("担当部署")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rating", "department"],
                name="pledges_ratingdepartment_unique",
                violation_error_message=_("同じ担当部署が二度あります。"),
            )
        ]

    def __str__(self) -> str:
        return str(self.department)


class Initiative(models.Model):
    """取組事業: what was done, verbatim; a department may rate it in steps of the set's scale."""

    rating = models.ForeignKey(
        "pledges.Rating", on_delete=models.CASCADE, related_name="initiatives"
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("取組事業"), max_length=5000)
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="initiatives",
        null=True,
        blank=True,
        verbose_name=_("担当部署"),
    )
    steps = models.PositiveSmallIntegerField(
        _("段階"), null=True, blank=True, help_text=_("取組事業ごとに評価するときだけ。")
    )

    class Meta:
        verbose_name = _("取組事業")
        verbose_name_plural = _("取組事業")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text[:50]
