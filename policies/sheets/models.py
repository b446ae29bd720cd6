"""施策評価表: one 施策 in one fiscal year, with a section for each department."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import format_fiscal_year
from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.publishing.choices import Action
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.relations import ChildRows, NewRelations, check_once, check_rows
from kyodo_portal.publishing.versioned import SearchText
from policies import AREA
from policies.sheets.querysets import EvaluationSheetQuerySet

SECTION_TEXTS = ("actions", "direction")
SECTION_FIELDS = ("department", "actions", "direction", "is_confirmed")


class EvaluationSheetManager(models.Manager.from_queryset(EvaluationSheetQuerySet)):  # type: ignore[misc]
    """Reads sheets by 施策 and year."""

    def get_by_natural_key(self, slug: str, code: str, fiscal_year: int) -> "EvaluationSheet":
        """Return the sheet of a 施策 and fiscal year."""
        sheet: EvaluationSheet = self.get(
            plan_item__plan__slug=slug, plan_item__path_code=code, fiscal_year=fiscal_year
        )
        return sheet


class EvaluationSheet(Publishable):
    """What the city says it did for a 施策 in a year: its own assessment.

    `department_text` is the 担当部・課 as the sheet prints it; who enters what are the
    sections' departments.
    """

    area_code = AREA
    parent_publishable = ("plan_item",)
    change_roles = EDITORS_AND_COORDINATORS
    department_lookup = "sections__department_id"
    asked_relations = ("sections__department",)
    relations = (
        ChildRows("sections", "policies.SheetSection", "sheet", SECTION_FIELDS, "department"),
    )

    plan_item = models.ForeignKey(
        "policies.PlanItem", on_delete=models.PROTECT, related_name="sheets", verbose_name=_("施策")
    )
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="evaluation_sheets",
        editable=False,
        verbose_name=_("自治体"),
    )
    fiscal_year = models.PositiveSmallIntegerField(
        _("年度"), help_text=_("例：令和元年度、R1、2019")
    )
    rating = models.ForeignKey(
        "policies.RatingGrade",
        on_delete=models.PROTECT,
        related_name="sheets",
        null=True,
        blank=True,
        verbose_name=_("反映区分"),
    )
    department_text = models.CharField(
        _("担当部・課（評価表での書き方）"), max_length=300, blank=True
    )
    notes = models.TextField(
        _("注"), max_length=3000, blank=True, help_text=_("評価表の※の注を1行に1つずつ書きます。")
    )

    objects = EvaluationSheetManager()

    class Meta(Publishable.Meta):
        verbose_name = _("施策評価表")
        verbose_name_plural = _("施策評価表")
        ordering = ["-fiscal_year", "plan_item__path_code", "id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan_item", "fiscal_year"],
                name="policies_evaluationsheet_unique",
                violation_error_message=_("この施策には、この年度の評価表がもうあります。"),
            ),
            models.CheckConstraint(
                name="policies_evaluationsheet_fiscal_year_plausible",
                condition=Q(fiscal_year__gte=1868, fiscal_year__lte=2100),
                violation_error_message=_("年度は 令和7年度 や 2025 のように書いてください。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_item.code} {format_fiscal_year(self.fiscal_year)}"

    def natural_key(self) -> tuple[str, str, int]:
        """Return what identifies a sheet in every database."""
        return (*self.plan_item.natural_key(), self.fiscal_year)

    def clean_fields(self, exclude: Any = None) -> None:
        """Take the municipality from the plan before the fields are checked."""
        if self.plan_item_id:
            self.municipality_id = self.plan_item.plan.municipality_id
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Refuse an item that is no 施策, a year outside the plan, a grade of another scale."""
        super().clean()
        if not self.plan_item_id:
            return
        plan = self.plan_item.plan
        errors = self._moved()
        if not self.plan_item.is_measure:
            errors["plan_item"] = _("評価表を作れるのは「%(level)s」だけです。") % {
                "level": plan.levels[-1]
            }
        if self.fiscal_year is not None and not plan.covers(self.fiscal_year):
            errors["fiscal_year"] = _("%(year)sは、この計画の期間に入っていません。") % {
                "year": format_fiscal_year(self.fiscal_year)
            }
        if self.rating and self.rating.plan_id != plan.pk:
            errors["rating"] = _("反映区分は、この計画の区分から選んでください。")
        if errors:
            raise ValidationError(errors)

    def _moved(self) -> dict[str, Any]:
        """Return the errors of a stored sheet that would become another 施策's or year's."""
        stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        text = _("評価表の施策と年度は変えられません。新しい評価表を作ってください。")
        return {
            name: text
            for name in ("plan_item", "fiscal_year")
            if stored is not None and getattr(stored, name) != getattr(self, name)
        }

    def get_absolute_url(self) -> str:
        """Return the 施策's public page at this year."""
        return f"{self.plan_item.get_absolute_url()}?fiscal_year={self.fiscal_year}"

    def department_year(self, _name: str) -> int | None:
        """Return the sheet's own year."""
        return self.fiscal_year

    def department_ids(self) -> Iterable[int]:
        """Return the ids of the departments that write on the sheet."""
        if self._state.adding:
            return ()
        # Through all(): a list that has read the sections does not ask again for each sheet.
        return [section.department_id for section in self.sections.all()]

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse sections that break their rules, come twice, or are another municipality's."""
        sections: list[SheetSection] = new_relations["sections"]
        check_rows("sections", sections, "sheet")
        departments = [section.department for section in sections]
        for department in departments:
            if department.municipality_id != self.municipality_id:
                text = _("「%(name)s」は別の自治体の部署です。")
                raise ValidationError({"sections": text % {"name": department}})
        check_once("sections", departments, _("担当課「%(key)s」が二度あります。"))

    def asked_fields(self) -> tuple[str, ...]:
        """Return the fields of the printed sheet that belong to no department."""
        return ("rating",)

    def empty_fields(self) -> list[str]:
        """Return what the printed sheet asks and nobody has written, by department."""
        fields: dict[str, Any] = {field.name: field for field in SheetSection._meta.fields}
        return super().empty_fields() + [
            f"{section.department.name}：{fields[name].verbose_name}"
            for section in self.sections.all()
            for name in SECTION_TEXTS
            if not getattr(section, name)
        ]

    def check_step(self, action: str) -> None:
        """Refuse to submit a sheet before each department has confirmed its section."""
        if action != Action.SUBMIT:
            return
        waiting = self.sections.filter(is_confirmed=False).select_related("department")
        names = [section.department.name for section in waiting.order_by("position", "id")]
        if names or not self.sections.exists():
            listed = "、".join(names) or _("担当課が登録されていません")
            raise ValidationError(
                _(
                    "「%(sheet)s」は、まだ全部の担当課が確認していません：%(names)s。確認がそろうと提出できます。"
                )
                % {"sheet": self, "names": listed}
            )

    def search_text(self) -> SearchText:
        """Return what a sheet is found by: its 施策, sections and indicators."""
        item = self.plan_item
        sections = self.sections.select_related("department").order_by("position", "id")
        texts = (
            item.code,
            item.text,
            self.department_text,
            self.notes,
            *(
                text
                for part in sections
                for text in (part.department.name, part.actions, part.direction)
            ),
            *self._shown_names(),
        )
        is_public = self.is_published and item.plan.is_published
        return SearchText(str(item), texts, self.municipality_id, is_public)

    def _shown_names(self) -> list[str]:
        """Return the names of the indicators that the sheet shows: none that begins later."""
        shown = self.plan_item.indicators.filter(values__fiscal_year__lte=self.fiscal_year)
        return list(shown.distinct().values_list("name", flat=True))


class SheetSection(models.Model):
    """What one department writes on a sheet, and whether it stands by it.

    A section carried over from last year is 要確認 until somebody of the department
    confirms it.
    """

    sheet = models.ForeignKey(
        "policies.EvaluationSheet", on_delete=models.CASCADE, related_name="sections"
    )
    position = models.PositiveSmallIntegerField(default=0)
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="sheet_sections",
        verbose_name=_("担当課"),
    )
    actions = models.TextField(_("具体的な取組"), max_length=20_000, blank=True)
    direction = models.TextField(_("今後の取組の方向性"), max_length=20_000, blank=True)
    is_confirmed = models.BooleanField(_("確認済み"), default=False)
    confirmed_at = models.DateTimeField(_("確認日時"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("確認した人"),
    )

    class Meta:
        verbose_name = _("担当課の記入")
        verbose_name_plural = _("担当課の記入")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "department"],
                name="policies_sheetsection_unique",
                violation_error_message=_("同じ担当課が二度あります。"),
            ),
            models.CheckConstraint(
                name="policies_sheetsection_confirmed_pair",
                condition=Q(
                    is_confirmed=False, confirmed_at__isnull=True, confirmed_by__isnull=True
                )
                | Q(is_confirmed=True, confirmed_at__isnull=False, confirmed_by__isnull=False),
                violation_error_message=_("確認した人と日時は、確認したときにだけ入ります。"),
            ),
        ]

    def __str__(self) -> str:
        # Before it is chosen there is none to ask.
        return str(self.department) if self.department_id else str(self._meta.verbose_name)
