"""評価指標 and its 実績値 by year."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.publishing.relations import ChildRows, NewRelations, check_once, check_rows
from kyodo_portal.publishing.versioned import Versioned
from kyodo_portal.quantities.indicator_values import InvalidValue, parse_value
from policies import AREA
from policies.indicators.choices import Direction, IndicatorKind, ValueStatus
from policies.indicators.querysets import IndicatorQuerySet
from projects.records.choices import CommonForm

VALUE_FIELDS = ("fiscal_year", "value_text", "as_of_text", "note")


class IndicatorManager(models.Manager.from_queryset(IndicatorQuerySet)):  # type: ignore[misc]
    """Reads indicators by 施策 and name."""

    def get_by_natural_key(self, slug: str, code: str, name: str) -> "Indicator":
        """Return a 施策's indicator of that name."""
        indicator: Indicator = self.get(
            plan_item__plan__slug=slug, plan_item__path_code=code, name=name
        )
        return indicator


class Indicator(Versioned):
    """What a 施策 is measured by. Kind, direction, baseline and target only where the city gives them."""

    area_code = AREA
    parent_publishable = ("plan_item__sheets",)
    municipality_lookup = "plan_item__plan__municipality_id"
    change_roles = EDITORS_AND_COORDINATORS
    relations = (
        ChildRows("values", "policies.IndicatorValue", "indicator", VALUE_FIELDS, "fiscal_year"),
    )

    plan_item = models.ForeignKey(
        "policies.PlanItem",
        on_delete=models.PROTECT,
        related_name="indicators",
        verbose_name=_("施策"),
    )
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="indicators",
        null=True,
        blank=True,
        verbose_name=_("担当課"),
    )
    position = models.PositiveSmallIntegerField(_("並び順"), default=0)
    name = models.CharField(_("指標名"), max_length=200)
    unit = models.CharField(_("単位"), max_length=20, blank=True)
    kind = models.CharField(_("種類"), max_length=10, choices=IndicatorKind, blank=True)
    direction = models.CharField(_("望ましい向き"), max_length=4, choices=Direction, blank=True)
    baseline_text = models.CharField(_("基準値"), max_length=30, blank=True)
    baseline: Any = models.DecimalField(max_digits=20, decimal_places=6, null=True, editable=False)
    baseline_year = models.PositiveSmallIntegerField(
        _("基準値の年度"),
        null=True,
        blank=True,
        help_text=_("西暦。計画の前の年度でもかまいません。"),
    )
    target_text = models.CharField(_("目標値"), max_length=30, blank=True)
    target: Any = models.DecimalField(max_digits=20, decimal_places=6, null=True, editable=False)
    target_year = models.PositiveSmallIntegerField(_("目標値の年度"), null=True, blank=True)

    counted_form = models.CharField(
        _("協働事業の件数と比べる形態"),
        max_length=10,
        choices=CommonForm,
        blank=True,
        help_text=_("選ぶと、公開中の協働事業のその形態の件数を、並べて表示します。"),
    )

    objects = IndicatorManager()

    class Meta:
        verbose_name = _("評価指標")
        verbose_name_plural = _("評価指標")
        ordering = ["plan_item_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_item", "name"],
                name="policies_indicator_unique",
                violation_error_message=_("同じ名前の指標が、この施策にもうあります。"),
            ),
            models.CheckConstraint(
                name="policies_indicator_direction_known",
                condition=Q(direction__in=["", *Direction.values]),
                violation_error_message=_("望ましい向きが正しくありません。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str, str]:
        """Return what identifies an indicator in every database."""
        return (*self.plan_item.natural_key(), self.name)

    def clean(self) -> None:
        """Read baseline and target; refuse an item that is no 施策 and others' departments."""
        super().clean()
        errors: dict[str, Any] = {}
        for name in ("baseline", "target"):
            try:
                setattr(self, name, parse_value(getattr(self, f"{name}_text")).value)
            except InvalidValue as error:
                errors[f"{name}_text"] = str(error)
        if (
            self.department
            and self.plan_item_id
            and (self.department.municipality_id != self.plan_item.plan.municipality_id)
        ):
            errors["department"] = _("担当課は、同じ自治体の部署から選んでください。")
        if self.plan_item_id and not self.plan_item.is_measure:
            errors["plan_item"] = _("評価指標を作れるのは「%(level)s」だけです。") % {
                "level": self.plan_item.plan.levels[-1]
            }
        if errors:
            raise ValidationError(errors)

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse values that break their rules or stand twice for one year."""
        values: list[IndicatorValue] = new_relations["values"]
        for value in values:
            self._check_value(value)
        years = [value.fiscal_year for value in values]
        check_once("values", years, _("%(key)s年度の実績値が二度あります。"))

    def _check_value(self, value: "IndicatorValue") -> None:
        """Run the own rules of one value; the message names the indicator and the year."""
        try:
            check_rows("values", [value], "indicator")
        except ValidationError as error:
            year = value.fiscal_year
            where = f"「{self}」{format_fiscal_year(year) if year else ''}"
            texts = [text.partition("）：")[2] for text in error.messages]
            raise ValidationError({"values": [f"{where}：{text}" for text in texts]}) from error

    def dependents(self) -> Iterable[Any]:
        """Return the sheets that show the indicator."""
        return self.plan_item.dependents()


class IndicatorValue(models.Model):
    """One indicator in one fiscal year, as written, and what it was read as."""

    indicator = models.ForeignKey(
        "policies.Indicator", on_delete=models.CASCADE, related_name="values"
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    value_text = models.CharField(_("実績値"), max_length=30, blank=True)
    value: Decimal | None = models.DecimalField(  # type: ignore[assignment]  # what it holds
        max_digits=20, decimal_places=6, null=True, editable=False
    )
    status = models.CharField(
        _("状態"),
        max_length=12,
        choices=ValueStatus,
        default=ValueStatus.NOT_ENTERED,
        editable=False,
    )
    as_of_text = models.CharField(
        _("いつの値か"), max_length=100, blank=True, help_text=_("例：令和2年4月1日現在")
    )
    note = models.TextField(_("注"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("実績値")
        verbose_name_plural = _("実績値")
        ordering = ["fiscal_year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "fiscal_year"],
                name="policies_indicatorvalue_unique",
                violation_error_message=_("この年度の実績値はもうあります。"),
            ),
            models.CheckConstraint(
                name="policies_indicatorvalue_by_status",
                condition=Q(status=ValueStatus.COUNTED, value__isnull=False)
                | (~Q(status=ValueStatus.COUNTED) & Q(value__isnull=True)),
                violation_error_message=_("実績値と、その状態が合いません。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {self.value_text}"

    def clean(self) -> None:
        """Read what was written."""
        super().clean()
        try:
            parsed = parse_value(self.value_text)
        except InvalidValue as error:
            raise ValidationError({"value_text": str(error)}) from error
        self.value, self.status = parsed.value, parsed.status
