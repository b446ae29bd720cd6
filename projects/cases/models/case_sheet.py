"""協働事例紹介シート: how one project came about, who brings what, what came of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import InvalidDate, current_fiscal_year, parse_fiscal_year
from kyodo_portal.fiscal_years.starts import parse_start
from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.choices import Action
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.relations import (
    ChildRows,
    NewRelations,
    OrderedManyToMany,
    check_rows,
)
from kyodo_portal.publishing.versioned import SearchText
from projects import AREA
from projects.cases.models.rows import check_flow
from projects.cases.querysets import CaseSheetQuerySet
from projects.partners.source_text import (
    partners_to_name,
    person_names,
    public_partner_text,
)

PARTY_FIELDS = ("side", "party", "text")
ARROW_FIELDS = ("from_party", "to_party", "label", "direction_known")


class CaseSheetManager(models.Manager.from_queryset(CaseSheetQuerySet)):  # type: ignore[misc]
    """Reads sheets by their project."""

    def get_by_natural_key(self, code: str, project_code: str) -> "CaseSheet":
        """Return the sheet of a project."""
        sheet: CaseSheet = self.get(project__municipality__code=code, project__code=project_code)
        return sheet


# The parts of a printed sheet in its order; the drawing is not asked of everybody.
ASKED = (
    "departments",
    "partners",
    "form",
    "involvement",
    "start_text",
    "overview",
    "trigger",
    "outcome",
    "points",
    "roles",
    "strengths",
)
WORDING = {"departments": "department_text", "partners": "partner_text"}


class CaseSheet(Publishable):
    """One sheet for one project; its texts are the sheet's own words.

    `start_year` and `start_era` are derived from `start_text` in `clean`, at every channel: a
    sheet may name the era without its year. 役割, 強み and the diagram are rows.
    """

    area_code = AREA
    add_roles = EDITORS_AND_COORDINATORS
    relations = (
        OrderedManyToMany("departments"),
        OrderedManyToMany("partners"),
        ChildRows("roles", "projects.CaseRole", "sheet", PARTY_FIELDS),
        ChildRows("strengths", "projects.CaseStrength", "sheet", PARTY_FIELDS),
        ChildRows("flow_parties", "projects.FlowParty", "sheet", ("name",), key="name"),
        ChildRows("flow_arrows", "projects.FlowArrow", "sheet", ARROW_FIELDS),
    )
    asked_relations = ("departments", "partners", "roles", "strengths")

    project = models.ForeignKey(
        "projects.Project",
        on_delete=models.PROTECT,
        related_name="case_sheets",
        verbose_name=_("事業"),
    )
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="case_sheets",
        editable=False,
        verbose_name=_("自治体"),
    )
    sort_order = models.PositiveIntegerField(
        _("並び順"), default=0, help_text=_("資料の中の順番です。")
    )
    title = models.CharField(_("事業名"), max_length=300)
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="entered_case_sheets",
        verbose_name=_("入力する課"),
    )
    departments = models.ManyToManyField(
        "organizations.Department",
        through="projects.CaseDepartment",
        related_name="case_sheets",
        verbose_name=_("担当課"),
    )
    department_text = models.CharField(_("担当課（シートでの書き方）"), max_length=300, blank=True)
    partners = models.ManyToManyField(
        "projects.Partner",
        through="projects.CasePartner",
        related_name="case_sheets",
        verbose_name=_("協働の相手"),
    )
    partner_text = models.TextField(
        _("協働の相手（シートでの書き方）"), max_length=2000, blank=True
    )
    form = models.ForeignKey(
        "projects.CollaborationForm",
        on_delete=models.PROTECT,
        related_name="case_sheets",
        null=True,
        blank=True,
        verbose_name=_("協働の形態"),
    )
    involvement = models.ForeignKey(
        "projects.Involvement",
        on_delete=models.PROTECT,
        related_name="case_sheets",
        null=True,
        blank=True,
        verbose_name=_("関わり方"),
    )
    start_text = models.CharField(_("開始年度"), max_length=50, blank=True)
    start_year = models.PositiveSmallIntegerField(
        _("開始年度（西暦）"), null=True, blank=True, editable=False
    )
    start_era = models.CharField(_("開始の元号"), max_length=2, blank=True, editable=False)
    as_of_text = models.CharField(
        _("作成時期"),
        max_length=50,
        blank=True,
        help_text=_("分からないときは空のままにします。「作成時期の記載なし」と出ます。"),
    )
    overview = models.TextField(_("取り組みの概要"), max_length=10_000, blank=True)
    trigger = models.TextField(_("協働のきっかけ"), max_length=10_000, blank=True)
    outcome = models.TextField(_("協働の成果"), max_length=10_000, blank=True)
    points = models.TextField(_("協働のポイント"), max_length=10_000, blank=True)
    captions = models.TextField(
        _("写真の説明"), max_length=3000, blank=True, help_text=_("1行に1つずつ書きます。")
    )
    notes = models.TextField(
        _("資料のほかの語"),
        max_length=5000,
        blank=True,
        help_text=_(
            "どの欄のものか資料から分からない語を残します。1行空けて1つずつ書きます。公開ページの終わりに小さく出ます。"
        ),
    )

    objects = CaseSheetManager()

    class Meta(Publishable.Meta):
        verbose_name = _("協働事例紹介シート")
        verbose_name_plural = _("協働事例紹介シート")
        ordering = ["municipality__code", "sort_order", "id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["project"],
                name="projects_casesheet_unique",
                violation_error_message=_("この事業には、協働事例紹介シートがもうあります。"),
            ),
            models.CheckConstraint(
                name="projects_casesheet_start_year_plausible",
                condition=Q(start_year__isnull=True)
                | Q(start_year__gte=1868, start_year__lte=2100),
                violation_error_message=_("開始年度は 平成9年度 や 1997 のように書いてください。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def asked_fields(self) -> tuple[str, ...]:
        """Return the parts of the printed sheet that may be left empty."""
        return ASKED

    def leaves_empty(self, name: str) -> bool:
        """Whether a part says nothing, neither as chosen nor in the sheet's wording."""
        wording = getattr(self, WORDING[name]) if name in WORDING else ""
        return wording == "" and super().leaves_empty(name)

    @property
    def is_of_document(self) -> bool:
        """Whether the sheet is one of the city's published document, and has its place there."""
        return self.sort_order > 0

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a sheet in every database."""
        return self.project.natural_key()

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("projects:case_detail", args=[self.pk])

    def clean_fields(self, exclude: Any = None) -> None:
        """Take the municipality from the project before the fields are checked."""
        if self.project_id:
            self.municipality_id = self.project.municipality_id
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Read the start, and refuse what belongs to another municipality."""
        super().clean()
        errors: dict[str, Any] = {}
        self.start_year, self.start_era = None, ""
        try:
            self.start_year, self.start_era = parse_start(self.start_text)
        except InvalidDate as error:
            errors["start_text"] = str(error)
        for name in ("department", "form", "involvement"):
            related = getattr(self, name) if getattr(self, f"{name}_id") else None
            if related and self.project_id and self._is_foreign(related):
                errors[name] = _(
                    "「%(name)s」は別の自治体のものです。事業と同じ自治体のものから選んでください。"
                ) % {"name": related}
        if errors:
            raise ValidationError(errors)

    def _is_foreign(self, related: Any) -> bool:
        return bool(related.municipality_id != self.project.municipality_id)

    def department_year(self, name: str) -> int | None:
        """Return the present year for who enters the sheet, else that in which it was made.

        None where nobody knows when that was: then any department may have had part in it.
        """
        if name == "department":
            return current_fiscal_year()
        try:
            return parse_fiscal_year(self.as_of_text)
        except InvalidDate:
            return None

    @property
    def caption_lines(self) -> list[str]:
        """Return the captions of the pictures."""
        return [line.strip() for line in self.captions.splitlines() if line.strip()]

    @property
    def note_items(self) -> list[str]:
        """Return what stands nowhere else, one item each."""
        items = self.notes.split("\n\n")
        return [item.strip("\n") for item in items if item.strip()]

    def public_words(self) -> Callable[[str], str]:
        """Return what puts 個人 in place of persons' names in a text of this sheet."""
        return partial(public_partner_text, persons=person_names(self.partner_links.all()))

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse departments and partners of another municipality, and a diagram that cannot be."""
        for field in ("departments", "partners"):
            check_same_municipality(self.municipality_id, field, new_relations[field])
        for name in ("roles", "strengths", "flow_parties", "flow_arrows"):
            check_rows(name, new_relations[name], "sheet")
        check_flow(new_relations["flow_parties"], new_relations["flow_arrows"])

    def check_step(self, action: str) -> None:
        """Refuse to hand in or publish a sheet that does not say what the project is."""
        if action in (Action.SUBMIT, Action.PUBLISH) and not self.overview.strip():
            raise ValidationError(
                _(
                    "取り組みの概要がまだありません。どのような取り組みかを書いてから出してください。"
                )
            )

    def search_text(self) -> SearchText:
        """Return what a sheet is found by: all of its words, but no person's name."""
        read: CaseSheet = CaseSheet.objects.for_list().get(pk=self.pk)
        public, partners = read.public_words(), read.partner_links.all()
        parties = [*read.roles.all(), *read.strengths.all()]
        texts = (read.overview, read.trigger, read.outcome, read.points)
        words = (
            read.title,
            read.department_text,
            *(link.department.name for link in read.department_links.all()),
            public(read.partner_text),
            *(partner.name for partner in partners_to_name(partners)),
            read.form.name if read.form else "",
            read.involvement.name if read.involvement else "",
            read.start_text,
            *(public(text) for text in texts),
            *(public(text) for party in parties for text in (party.party, party.text)),
            *(public(party.name) for party in read.flow_parties.all()),
            *(public(arrow.label) for arrow in read.flow_arrows.all()),
            *(public(line) for line in (*read.caption_lines, *read.note_items)),
        )
        return SearchText(self.title, words, self.municipality_id, self.is_published)
