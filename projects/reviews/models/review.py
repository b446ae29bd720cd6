"""協働のふりかえり: what the city and the partner say of one project's year, side by side."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import today_in_japan
from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.publishing.choices import Action, State
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.publishing.relations import ChildRows, NewRelations
from kyodo_portal.publishing.versioned import SearchText
from projects import AREA
from projects.partners.source_text import person_names, public_partner_text
from projects.reviews.choices import ReceivedBy, ReviewMark
from projects.reviews.models.review_checks import check_answers
from projects.reviews.querysets import ProjectReviewQuerySet, ReviewAnswerQuerySet

ANSWER_FIELDS = ("question", "city_words", "partner_words", "city_mark", "partner_mark")


class ProjectReview(Publishable):
    """The two-sided review of a year's record: public only with the partner's consent.

    What was received, who wrote it down and who consented stays with the staff.
    """

    area_code = AREA
    parent_publishable = ("record",)
    add_roles = EDITORS_AND_COORDINATORS
    department_lookup = "record__department_id"
    editable_when_withdrawn = True
    relations = (
        ChildRows("answers", "projects.ReviewAnswer", "review", ANSWER_FIELDS, key="question"),
    )

    record = models.OneToOneField(
        "projects.ProjectRecord",
        on_delete=models.PROTECT,
        related_name="review",
        editable=False,
        verbose_name=_("年度の記録"),
        error_messages={"unique": _("この年度の記録のふりかえりは、もうあります。")},
    )
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="project_reviews",
        editable=False,
        verbose_name=_("自治体"),
    )
    partner = models.ForeignKey(
        "projects.Partner",
        on_delete=models.PROTECT,
        related_name="project_reviews",
        null=True,
        blank=True,
        verbose_name=_("答えた相手方"),
        help_text=_("この記録の関係団体から選びます。1つだけなら空のままで入ります。"),
    )
    received_by = models.CharField(_("受け取り方"), max_length=9, choices=ReceivedBy, blank=True)
    received_on = models.DateField(_("受け取った日"), null=True, blank=True)
    transcribed_by = models.CharField(
        _("書き写した人"),
        max_length=100,
        blank=True,
        help_text=_("担当者の名前です。公開しません。"),
    )
    consent_on = models.DateField(
        _("公開の同意を確かめた日"),
        null=True,
        blank=True,
        help_text=_("同意がないあいだは、公開できません。"),
    )
    consent_how = models.CharField(
        _("だれから、どのように同意を得たか"),
        max_length=300,
        blank=True,
        help_text=_("例：会長から紙で。公開しません。"),
    )

    objects = models.Manager.from_queryset(ProjectReviewQuerySet)()

    class Meta(Publishable.Meta):
        verbose_name = _("協働のふりかえり")
        verbose_name_plural = _("協働のふりかえり")
        ordering = ["-record__fiscal_year", "municipality__code", "record__position", "id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="projects_projectreview_received_by_known",
                condition=Q(received_by__in=["", *ReceivedBy.values]),
                violation_error_message=_("受け取り方は、紙、メール、聞き取りから選んでください。"),
            ),
            models.CheckConstraint(
                name="projects_projectreview_consent_whole",
                condition=Q(consent_on__isnull=True, consent_how="")
                | (Q(consent_on__isnull=False) & ~Q(consent_how="")),
                violation_error_message=_(
                    "同意は、確かめた日と、だれからどのように得たかの両方を書いてください。"
                ),
            ),
            models.CheckConstraint(
                name="projects_projectreview_published_with_consent",
                condition=~Q(state=State.PUBLISHED) | Q(consent_on__isnull=False),
                violation_error_message=_(
                    "公開中のふりかえりから同意は消せません。同意が取り消されたときは、先に公開を停止してください。"
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.record)

    def clean_fields(self, exclude: Any = None) -> None:
        """Take the municipality from the record before the fields are checked."""
        if self.record_id:
            self.municipality_id = self.record.municipality_id
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Refuse days that cannot be; the errors name the field."""
        super().clean()
        today = today_in_japan()
        errors: dict[str, Any] = {}
        received, consented = self.received_on, self.consent_on
        for name in ("received_on", "consent_on"):
            day: date | None = getattr(self, name)
            if day is not None and day > today:
                errors[name] = _("まだ来ていない日です。今日までの日を書いてください。")
        if not errors and received and consented and consented < received:
            errors["consent_on"] = _(
                "受け取った日より前です。受け取ったことばの公開に同意があることを、"
                "受け取ってから確かめた日を書いてください。"
            )
        if errors:
            raise ValidationError(errors)

    def get_absolute_url(self) -> str:
        """Return the public page of this year's review."""
        return reverse(
            "projects:review_detail", args=[self.record.project_id, self.record.fiscal_year]
        )

    @property
    def fiscal_year(self) -> int:
        """Return the fiscal year of the record."""
        return self.record.fiscal_year

    @property
    def has_receipt(self) -> bool:
        """Whether it is written how, when and by whom the partner's side came in."""
        return bool(self.received_by and self.received_on and self.transcribed_by.strip())

    @property
    def has_consent(self) -> bool:
        """Whether the partner's consent to publication is recorded."""
        return self.consent_on is not None

    def public_words(self) -> Callable[[str], str]:
        """Return what puts 個人 in place of persons' names in an answer.

        A person who answered stays unnamed, also where the record names them no more.
        """
        named = [*self.record.partner_links.all(), *([self] if self.partner else [])]
        return partial(public_partner_text, persons=person_names(named))

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Run every rule that holds between a review, its answers and its record."""
        stored = ProjectReview.objects.filter(pk=self.pk).first() if self.pk else None
        check_answers(self, new_relations["answers"], stored)

    def check_step(self, action: str) -> None:
        """Refuse to publish without the partner's consent, the record's publication, or words."""
        if action != Action.PUBLISH:
            return
        if not self.has_consent:
            raise ValidationError(
                _(
                    "相手方の同意の記録がないので公開できません。"
                    "公開の同意を確かめた日と得かたを書いてください。"
                )
            )
        if not self.record.is_published:
            raise ValidationError(
                _("この年度の記録が公開されていません。先に記録を公開してください。")
            )
        if not self.answers.given().exists():
            raise ValidationError(
                _("まだ何も書かれていません。市か相手方のことばを書いてから公開してください。")
            )

    def prepare_step(self, action: str) -> None:
        """Take the consent out of a withdrawn review: it is public again only with a new one.

        The history keeps the earlier consent.
        """
        if action == Action.WITHDRAW:
            self.consent_on, self.consent_how = None, ""

    def search_text(self) -> SearchText:
        """Return what a review is found by: its name and both sides' words, but no person's name."""
        read: ProjectReview = ProjectReview.objects.for_list().get(pk=self.pk)
        name, public = read.record.name, read.public_words()
        words = [
            public(text)
            for answer in read.answers.all()
            for text in (answer.city_words, answer.partner_words)
        ]
        is_public = read.is_published and read.record.is_published
        return SearchText(name, (name, *words), read.municipality_id, is_public)


class ReviewAnswer(models.Model):
    """What both sides say to one question. Empty is not answered; a mark is None, never 0."""

    review = models.ForeignKey(
        "projects.ProjectReview", on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        "projects.ReviewQuestion",
        on_delete=models.PROTECT,
        related_name="answers",
        verbose_name=_("問い"),
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    city_words = models.TextField(_("市のことば"), max_length=3000, blank=True)
    partner_words = models.TextField(_("相手方のことば"), max_length=3000, blank=True)
    city_mark = models.PositiveSmallIntegerField(
        _("市の印"), choices=ReviewMark, null=True, blank=True
    )
    partner_mark = models.PositiveSmallIntegerField(
        _("相手方の印"), choices=ReviewMark, null=True, blank=True
    )

    objects = models.Manager.from_queryset(ReviewAnswerQuerySet)()

    class Meta:
        verbose_name = _("問いへの答え")
        verbose_name_plural = _("問いへの答え")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "question"],
                name="projects_reviewanswer_unique",
                violation_error_message=_("同じ問いに二度答えています。"),
            ),
            *(
                models.CheckConstraint(
                    name=f"projects_reviewanswer_{side}_mark_known",
                    condition=Q(**{f"{side}_mark__isnull": True})
                    | Q(**{f"{side}_mark__in": ReviewMark.values}),
                    violation_error_message=_("印は1から5のどれかです。付けないときは空にします。"),
                )
                for side in ("city", "partner")
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

    def clean(self) -> None:
        """Refuse marks where the question is to be answered in words alone."""
        super().clean()
        # A question that nobody may choose is refused by its field.
        is_known = self.question_id is not None
        if self.has_marks and is_known and not self.question.takes_marks:
            raise ValidationError(_("この問いには印を付けられません。ことばで答えてください。"))

    @property
    def has_marks(self) -> bool:
        """Whether either side gave a mark."""
        return self.city_mark is not None or self.partner_mark is not None

    @property
    def is_of_partner(self) -> bool:
        """Whether the partner's side holds anything."""
        return bool(self.partner_words.strip()) or self.partner_mark is not None

    @property
    def is_empty(self) -> bool:
        """Whether neither side holds anything."""
        return not (self.is_of_partner or self.city_words.strip() or self.city_mark is not None)
