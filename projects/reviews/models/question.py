"""What a two-sided review asks: a short list of each municipality, drawn from the 心得."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.versioned import Versioned
from projects import AREA
from projects.guideline.choices import GuidelineKind
from projects.reviews.querysets import ReviewQuestionQuerySet


class ReviewQuestionManager(models.Manager.from_queryset(ReviewQuestionQuerySet)):  # type: ignore[misc]
    """Reads questions by municipality and place."""

    def get_by_natural_key(self, code: str, position: int) -> "ReviewQuestion":
        """Return a municipality's question at that place."""
        question: ReviewQuestion = self.get(municipality__code=code, position=position)
        return question


class ReviewQuestion(Versioned):
    """One question in short words of this portal; `principle` is the 心得 it is drawn from.

    Once somebody has answered, the words stay: another wording is another question.
    """

    area_code = AREA
    parent_publishable = NoParent("what every review of the city asks")

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="review_questions",
        verbose_name=_("自治体"),
    )
    position = models.PositiveIntegerField(_("並び順"))
    text = models.CharField(_("問い"), max_length=200)
    principle = models.ForeignKey(
        "projects.GuidelineSection",
        on_delete=models.PROTECT,
        related_name="review_questions",
        null=True,
        blank=True,
        verbose_name=_("もとの心得"),
        help_text=_("この問いのもとになった、ガイドラインの心得を選びます。"),
    )
    takes_marks = models.BooleanField(
        _("1〜5の印を付けられる"),
        default=True,
        help_text=_("ことばだけで答える問いでは、印を外します。"),
    )
    in_use = models.BooleanField(
        _("使う"),
        default=True,
        help_text=_("外すと、これから作るふりかえりでは聞きません。前の答えは残ります。"),
    )

    objects = ReviewQuestionManager()

    class Meta:
        verbose_name = _("ふりかえりの問い")
        verbose_name_plural = _("ふりかえりの問い")
        ordering = ["municipality__code", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "position"],
                name="projects_reviewquestion_unique",
                violation_error_message=_("同じ並び順の問いがもうあります。"),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, int]:
        """Return what identifies a question in every database."""
        return (self.municipality.code, self.position)

    def clean(self) -> None:
        """Refuse a source that is no 心得 of this municipality, and new words for old answers."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.principle is not None and (
            self.principle.kind != GuidelineKind.PRINCIPLE
            or self.principle.municipality_id != self.municipality_id
        ):
            errors["principle"] = _("同じ自治体のガイドラインの「心得」から選んでください。")
        stored = ReviewQuestion.objects.filter(pk=self.pk).first() if self.pk else None
        is_other = stored is not None and (stored.text, stored.municipality_id) != (
            self.text,
            self.municipality_id,
        )
        if stored is not None and is_other and stored.is_answered:
            errors["text"] = _(
                "この問いには、もう答えがあります。ことばを変えると答えの意味が変わります。"
                "「使う」を外し、新しい問いを作ってください。"
            )
        if errors:
            raise ValidationError(errors)

    @property
    def is_answered(self) -> bool:
        """Whether some review holds an answer to this question."""
        return bool(self.answers.given().exists())


class ReviewSetting(Versioned):
    """Whether a municipality's reviews have marks; without a row they have none."""

    area_code = AREA
    parent_publishable = NoParent("holds for every review of the city")

    municipality = models.OneToOneField(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="review_setting",
        verbose_name=_("自治体"),
        error_messages={"unique": _("この自治体の設定は、もうあります。それを直してください。")},
    )
    uses_marks = models.BooleanField(
        _("1〜5の印を使う"),
        default=False,
        help_text=_("ことばが先です。印はこのポータルの様式で、平均や順位は出しません。"),
    )

    class Meta:
        verbose_name = _("ふりかえりの設定")
        verbose_name_plural = _("ふりかえりの設定")

    def __str__(self) -> str:
        return str(self.municipality)

    @classmethod
    def has_marks(cls, municipality_id: int) -> bool:
        """Whether the reviews of a municipality have marks; where nothing is set, they have none."""
        return cls._default_manager.filter(
            municipality_id=municipality_id, uses_marks=True
        ).exists()
