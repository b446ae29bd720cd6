"""総合計画: the plan, the tree of its items, and its scale."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.versioned import OwnRecords, SearchText, Versioned
from policies import AREA
from policies.plans.models.plan_changes import check_fits_items, check_place_kept
from policies.plans.querysets import PlanItemQuerySet, PlanQuerySet
from policies.plans.validators import (
    check_code,
    validate_code_pattern,
    validate_goals,
    validate_level_names,
)
from policies.sheets.models import EvaluationSheet

OF_PLAN = "plan__municipality_id"


class PlanManager(models.Manager.from_queryset(PlanQuerySet)):  # type: ignore[misc]
    """Reads plans by municipality and slug."""

    def get_by_natural_key(self, slug: str) -> "Plan":
        """Return the plan of an address."""
        plan: Plan = self.get(slug=slug)
        return plan


class Plan(Versioned):
    """One 総合計画: how its levels are called, how its numbers look, which years it covers.

    Name and years stay empty where no document gives them.
    """

    area_code = AREA
    own_records = (
        OwnRecords("policies.EvaluationSheet", "plan_item__plan"),
        OwnRecords("policies.Indicator", "plan_item__plan"),
        OwnRecords("policies.ProjectLink", "plan_item__plan"),
        OwnRecords("policies.PlanItem", "plan", "-depth"),
        OwnRecords("policies.RatingGrade", "plan"),
    )
    parent_publishable = NoParent("the whole city's plan, no department's", flag="is_published")

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="plans",
        verbose_name=_("自治体"),
    )
    slug = models.SlugField(
        _("アドレスの名前"),
        unique=True,
        help_text=_("半角の英数字とハイフン。公開したあとは変えません。例：tomakomai-2018"),
    )
    name = models.CharField(_("計画の名前"), max_length=200, blank=True)
    level_names = models.TextField(
        _("段階の名前"),
        max_length=500,
        validators=[validate_level_names],
        help_text=_("上から順に1行に1つずつ。いちばん下が評価する施策です。"),
    )
    code_prefix = models.CharField(
        _("番号のはじめ"),
        max_length=20,
        blank=True,
        help_text=_("すべての施策番号に共通の数字。例：111"),
    )
    code_pattern = models.CharField(
        _("施策番号の形"), max_length=100, blank=True, validators=[validate_code_pattern]
    )
    first_year = models.PositiveSmallIntegerField(_("はじめの年度"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("おわりの年度"), null=True, blank=True)
    source_title = models.CharField(_("元の資料"), max_length=300, blank=True)
    is_published = models.BooleanField(_("公開する"), default=False)

    objects = PlanManager()

    class Meta:
        verbose_name = _("総合計画")
        verbose_name_plural = _("総合計画")
        ordering = ["municipality__code", "slug"]
        constraints = [
            models.CheckConstraint(
                name="policies_plan_years_in_order",
                condition=Q(first_year__isnull=True)
                | Q(last_year__isnull=True)
                | Q(last_year__gte=F("first_year")),
                violation_error_message=_("おわりの年度が、はじめの年度より前です。"),
            )
        ]

    def __str__(self) -> str:
        return self.name or f"{self.municipality} {self._meta.verbose_name}"

    def natural_key(self) -> tuple[str]:
        """Return what identifies a plan in every database."""
        return (self.slug,)

    def clean(self) -> None:
        """Refuse changes by which the plan would no longer fit its own items and sheets."""
        super().clean()
        if self.pk is not None:
            check_fits_items(self)

    @property
    def levels(self) -> list[str]:
        """Return the names of the levels, the highest first."""
        return [line.strip() for line in self.level_names.splitlines()]

    def covers(self, fiscal_year: int) -> bool:
        """Whether a fiscal year lies within the plan, as far as its years are known."""
        begun = self.first_year is None or self.first_year <= fiscal_year
        return begun and (self.last_year is None or fiscal_year <= self.last_year)

    def was_ever_public(self) -> bool:
        """Whether the plan is public, or was."""
        return self.is_published or Change.objects.was_ever(self, "is_published")

    def dependents(self) -> Iterable[Any]:
        """Return what is public only with its plan: its items and their sheets."""
        items = PlanItem.objects.filter(plan=self).select_related("plan")
        sheets = EvaluationSheet.objects.filter(plan_item__plan=self)
        return [*items, *sheets.select_related("plan_item__plan")]


class RatingGradeManager(models.Manager["RatingGrade"]):
    """Reads grades by plan and letter."""

    def get_by_natural_key(self, slug: str, code: str) -> "RatingGrade":
        """Return a plan's grade of that letter."""
        return self.get(plan__slug=slug, code=code)


class RatingGrade(Versioned):
    """反映区分: one step of a plan's own ordered scale."""

    area_code = AREA
    parent_publishable = ("plan",)
    municipality_lookup = OF_PLAN

    plan = models.ForeignKey(
        "policies.Plan", on_delete=models.PROTECT, related_name="grades", verbose_name=_("総合計画")
    )
    code = models.CharField(_("区分"), max_length=10)
    label = models.CharField(_("説明"), max_length=200)
    position = models.PositiveSmallIntegerField(_("並び順"), default=0)

    objects = RatingGradeManager()

    class Meta:
        verbose_name = _("反映区分")
        verbose_name_plural = _("反映区分")
        ordering = ["plan_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="policies_ratinggrade_unique",
                violation_error_message=_("同じ区分がもうあります。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}（{self.label}）"

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a grade in every database."""
        return (self.plan.slug, self.code)


class PlanItemManager(models.Manager.from_queryset(PlanItemQuerySet)):  # type: ignore[misc]
    """Reads items by plan and derived code."""

    def get_by_natural_key(self, slug: str, path_code: str) -> "PlanItem":
        """Return a plan's item of that code."""
        item: PlanItem = self.get(plan__slug=slug, path_code=path_code)
        return item


class PlanItem(Versioned):
    """One item of a plan, at any level; the lowest level is the 施策 that is evaluated.

    A 施策 has a sentence (`text`) and a `code`; the levels above have a `title`, and stand
    under the code that their place gives (`path_code`: 11101 for 運営方針01 of 111).
    """

    area_code = AREA
    parent_publishable = ("plan",)
    municipality_lookup = OF_PLAN

    plan = models.ForeignKey(
        "policies.Plan", on_delete=models.PROTECT, related_name="items", verbose_name=_("総合計画")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("上の項目"),
    )
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    position = models.PositiveIntegerField(_("並び順"), default=0)
    number = models.CharField(
        _("番号"), max_length=20, blank=True, help_text=_("資料のとおり。例：01")
    )
    code = models.CharField(_("施策番号"), max_length=30, blank=True, help_text=_("例：1110111"))
    path_code = models.CharField(max_length=60, editable=False)
    title = models.CharField(_("題名"), max_length=300, blank=True)
    text = models.TextField(_("施策の文"), max_length=3000, blank=True)
    current_state = models.TextField(_("現況と課題"), max_length=10_000, blank=True)
    goal = models.TextField(_("基本目標"), max_length=10_000, blank=True)
    related_plans = models.TextField(
        _("関連する個別計画"), max_length=3000, blank=True, help_text=_("1行に1つずつ書きます。")
    )
    sdgs: Any = models.JSONField(_("SDGs"), default=list, blank=True, validators=[validate_goals])

    objects = PlanItemManager()

    class Meta:
        verbose_name = _("計画の項目")
        verbose_name_plural = _("計画の項目")
        ordering = ["plan_id", "path_code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "path_code"],
                name="policies_planitem_code_unique",
                violation_error_message=_("同じ番号の項目が、この計画にもうあります。"),
            )
        ]

    def __str__(self) -> str:
        return " ".join(
            part for part in (self.code or self.number, self.title or self.text) if part
        )

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies an item in every database."""
        return (self.plan.slug, self.path_code)

    def clean(self) -> None:
        """Take depth and code from the item's place; refuse a place that cannot be."""
        super().clean()
        if not self.plan_id:
            return
        self._check_parent()
        self.depth = self.parent.depth + 1 if self.parent else 0
        if self.depth >= len(self.plan.levels):
            raise ValidationError(
                {
                    "parent": _(
                        "この計画の段階は「%(levels)s」までです。上の項目を選び直してください。"
                    )
                    % {"levels": "、".join(self.plan.levels)}
                }
            )
        if self.is_measure and not self.code:
            raise ValidationError({"code": _("施策番号を書いてください。")})
        if self.code:
            check_code(self.code, self.plan.code_pattern)
        self.path_code = self.code or f"{self._prefix()}{self.number}"
        if not self.path_code.startswith(self._prefix()):
            raise ValidationError(
                {
                    "code": _(
                        "施策番号「%(code)s」は、上の項目の番号「%(prefix)s」から始まりません。"
                    )
                    % {"code": self.code, "prefix": self._prefix()}
                }
            )
        if self.pk is not None:
            check_place_kept(self)

    def clean_fields(self, exclude: Any = None) -> None:
        """Leave out the derived code, which `clean` gives after the fields are checked."""
        super().clean_fields(exclude={*(exclude or ()), "path_code"})

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("policies:item", args=[self.plan.slug, self.path_code])

    @property
    def level_name(self) -> str:
        """Return the name of this item's level."""
        return self.plan.levels[self.depth]

    @property
    def is_measure(self) -> bool:
        """Whether this is a 施策: an item of the lowest level, which has sheets."""
        return self.depth == len(self.plan.levels) - 1

    @property
    def related_plan_names(self) -> list[str]:
        """Return the names of the 関連する個別計画."""
        return [line.strip() for line in self.related_plans.splitlines() if line.strip()]

    def _prefix(self) -> str:
        return self.parent.path_code if self.parent else self.plan.code_prefix

    def _check_parent(self) -> None:
        """Refuse a parent of another plan and a tree that runs in a circle."""
        if self.parent and self.parent.plan_id != self.plan_id:
            raise ValidationError({"parent": _("上の項目は、同じ計画から選んでください。")})
        above = self.parent
        while above is not None and self.pk is not None:
            if above.pk == self.pk:
                raise ValidationError(
                    {"parent": _("自分自身や自分の下の項目は、上の項目にできません。")}
                )
            above = above.parent

    def search_text(self) -> SearchText:
        """Return what an item of a plan is found by."""
        texts = (
            self.code,
            self.title,
            self.text,
            self.current_state,
            self.goal,
            self.related_plans,
        )
        return SearchText(str(self), texts, self.plan.municipality_id, self.plan.is_published)

    def dependents(self) -> Iterable[Any]:
        """Return the sheets whose words hold those of the item."""
        return EvaluationSheet.objects.filter(plan_item=self).select_related("plan_item__plan")
