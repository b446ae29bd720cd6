"""協働のガイドライン: its parts, to which other pages link."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.markdown import plain_text
from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.relations import ManyToMany, NewRelations
from kyodo_portal.publishing.versioned import SearchText, Versioned
from projects import AREA
from projects.guideline.choices import GuidelineKind
from projects.guideline.querysets import GuidelineSectionQuerySet
from projects.guideline.validators import validate_markdown

MARKDOWN_HELP = _(
    "空行で段落を分けます。- で始まる行は箇条書き、### で始まる行は小見出し、**で囲むと太字、"
    "[ことば](/projects/) はこのサイトの中へのリンクになります。HTMLは使えません。"
)


class GuidelineSectionManager(models.Manager.from_queryset(GuidelineSectionQuerySet)):  # type: ignore[misc]
    """Reads sections by municipality and anchor."""

    def get_by_natural_key(self, code: str, anchor: str) -> "GuidelineSection":
        """Return a municipality's section of that anchor."""
        section: GuidelineSection = self.get(municipality__code=code, anchor=anchor)
        return section


class GuidelineSection(Versioned):
    """One part of a city's guideline: a chapter, a form, a principle, a question …

    `anchor` is its address within the page, and never changes once others link to it.
    """

    area_code = AREA
    parent_publishable = NoParent("a text of the city's, no department's", flag="is_published")
    relations = (ManyToMany("projects"),)

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="guideline_sections",
        verbose_name=_("自治体"),
    )
    kind = models.CharField(_("種類"), max_length=10, choices=GuidelineKind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="parts",
        null=True,
        blank=True,
        verbose_name=_("入る章"),
        help_text=_("この部分が入る章を選びます。章の中に節があるときも同じです。"),
    )
    position = models.PositiveIntegerField(_("並び順"), default=0)
    anchor = models.CharField(
        _("アンカー"),
        max_length=50,
        validators=[
            RegexValidator(
                r"\A[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z",
                _("アンカーは、半角の英小文字、数字、- で書いてください。例：form-1"),
            )
        ],
        help_text=_(
            "ほかのページからのリンク先になります。例：form-1。公開したら変えないでください。"
        ),
    )
    number = models.CharField(
        _("番号"), max_length=20, blank=True, help_text=_("例：第３章、（１）")
    )
    title = models.CharField(_("題名"), max_length=200)
    body = models.TextField(
        _("本文"),
        max_length=20_000,
        blank=True,
        validators=[validate_markdown],
        help_text=MARKDOWN_HELP,
    )
    question = models.TextField(_("問い"), max_length=1000, blank=True)
    answer = models.TextField(
        _("答え"),
        max_length=20_000,
        blank=True,
        validators=[validate_markdown],
        help_text=MARKDOWN_HELP,
    )
    collaboration_form = models.ForeignKey(
        "projects.CollaborationForm",
        on_delete=models.PROTECT,
        related_name="guideline_sections",
        null=True,
        blank=True,
        verbose_name=_("協働の形態"),
        help_text=_("形態の説明のときに選びます。"),
    )
    department_text = models.CharField(_("担当課（資料での書き方）"), max_length=200, blank=True)
    projects = models.ManyToManyField(
        "projects.Project",
        related_name="guideline_sections",
        blank=True,
        verbose_name=_("このサイトの事業"),
        help_text=_("事例と同じ事業がこのサイトにあるときに選びます。"),
    )
    is_published = models.BooleanField(_("公開する"), default=False)

    objects = GuidelineSectionManager()

    class Meta:
        verbose_name = _("ガイドラインの部分")
        verbose_name_plural = _("ガイドライン")
        ordering = ["municipality__code", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "anchor"],
                name="projects_guidelinesection_anchor_unique",
                violation_error_message=_(
                    "同じアンカーの部分がもうあります。別のアンカーにしてください。"
                ),
            ),
            models.CheckConstraint(
                name="projects_guidelinesection_kind_known",
                condition=Q(kind__in=GuidelineKind.values),
                violation_error_message=_("種類が正しくありません。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def natural_key(self) -> tuple[str, str]:
        """Return what identifies a section in every database."""
        return (self.municipality.code, self.anchor)

    def clean(self) -> None:
        """Refuse what belongs to another municipality or kind; the errors name the field."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.kind == GuidelineKind.QUESTION and not (self.question and self.answer):
            empty = "answer" if self.question else "question"
            errors[empty] = _("Q&Aには、問いと答えの両方を書いてください。")
        for name in ("parent", "collaboration_form"):
            related = getattr(self, name)
            if related is not None and related.municipality_id != self.municipality_id:
                errors[name] = _("同じ自治体のものから選んでください。")
        if self.parent is not None and "parent" not in errors:
            if self.parent.kind != GuidelineKind.CHAPTER:
                errors["parent"] = _("入る章には、種類が「章」のものを選んでください。")
            elif self._is_above(self.parent):
                errors["parent"] = _("自分自身や、自分の中にある章には入れられません。")
        if errors:
            raise ValidationError(errors)

    def _is_above(self, section: "GuidelineSection | None") -> bool:
        """Whether `section` is this one or lies below it."""
        seen: set[int] = set()
        while section is not None and section.pk not in seen:
            if self.pk is not None and section.pk == self.pk:
                return True
            seen.add(section.pk)
            section = section.parent
        return False

    def get_absolute_url(self) -> str:
        """Return the place in the public page of this municipality's guideline."""
        return (
            f"{reverse('projects:guideline')}?municipality={self.municipality.code}#{self.anchor}"
        )

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse projects of another municipality."""
        check_same_municipality(self.municipality_id, "projects", new_relations["projects"])

    def search_text(self) -> SearchText:
        """Return what a part of the guideline is found by: its words, without their marks."""
        texts = (
            self.number,
            self.title,
            plain_text(self.body),
            self.question,
            plain_text(self.answer),
            self.department_text,
        )
        return SearchText(str(self), texts, self.municipality_id, self.is_published)
