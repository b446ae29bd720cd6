"""後援名義の使用: the criteria, and the applications that are checked by them.

Applications are internal: they have no public face, no search row and no address outside
the staff's pages.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import fiscal_year_of, today_in_japan
from kyodo_portal.organizations.choices import EDITORS_AND_COORDINATORS
from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.relations import ChildRows, NewRelations, check_rows
from kyodo_portal.publishing.versioned import Versioned
from projects import AREA
from projects.sponsorship.choices import CriterionAnswer, SponsorshipDecision
from projects.sponsorship.querysets import SponsorshipCriterionQuerySet, SponsorshipReviewQuerySet

DECIDED = (SponsorshipDecision.APPROVED, SponsorshipDecision.REFUSED)
ANSWER_FIELDS = ("criterion", "answer", "reason")


class SponsorshipCriterionManager(models.Manager.from_queryset(SponsorshipCriterionQuerySet)):  # type: ignore[misc]
    """Reads criteria by municipality and place."""

    def get_by_natural_key(self, code: str, position: int) -> "SponsorshipCriterion":
        """Return a municipality's criterion at that place."""
        criterion: SponsorshipCriterion = self.get(municipality__code=code, position=position)
        return criterion


class SponsorshipCriterion(Versioned):
    """One question of a city's guideline: the positive test, or a reason against."""

    area_code = AREA
    parent_publishable = NoParent("the city's own list of criteria")

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="sponsorship_criteria",
        verbose_name=_("自治体"),
    )
    position = models.PositiveIntegerField(_("並び順"))
    is_positive = models.BooleanField(
        _("認めるための条件"),
        default=False,
        help_text=_(
            "当てはまると認められる条件のときに印を付けます。使えない理由のときは付けません。"
        ),
    )
    text = models.CharField(_("項目"), max_length=300)

    objects = SponsorshipCriterionManager()

    class Meta:
        verbose_name = _("後援名義の項目")
        verbose_name_plural = _("後援名義の項目")
        ordering = ["municipality__code", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "position"],
                name="projects_sponsorshipcriterion_unique",
                violation_error_message=_("同じ並び順の項目がもうあります。"),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, int]:
        """Return what identifies a criterion in every database."""
        return (self.municipality.code, self.position)


class SponsorshipReview(Versioned):
    """An application for the city's name as sponsor, its check, and what was decided.

    `decided_at` and `decided_by` are written by the services alone.
    """

    area_code = AREA
    parent_publishable = NoParent("never public; each department follows what others decided")
    add_roles = change_roles = EDITORS_AND_COORDINATORS
    affects_public_pages = False
    relations = (
        ChildRows("answers", "projects.SponsorshipAnswer", "review", ANSWER_FIELDS, "criterion"),
    )

    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="sponsorship_reviews",
        editable=False,
        verbose_name=_("自治体"),
    )
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="sponsorship_reviews",
        verbose_name=_("担当部署"),
    )
    applicant = models.CharField(_("申請者"), max_length=300)
    event_name = models.CharField(_("行事の名前"), max_length=300)
    date_text = models.CharField(
        _("行事の日"),
        max_length=100,
        blank=True,
        help_text=_("例：R8.5.3、令和8年5月3日から5日まで"),
    )
    received_on = models.DateField(_("受付日"))
    decision = models.CharField(
        _("決定"),
        max_length=10,
        choices=SponsorshipDecision,
        default=SponsorshipDecision.UNDECIDED,
        help_text=_("承認できるのは、すべての項目に答え、要協議と該当がないときだけです。"),
    )
    decided_at = models.DateTimeField(_("決定日時"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("決定した人"),
    )
    refusal_text = models.TextField(
        _("不承認理由（通知文案）"),
        max_length=5000,
        blank=True,
        help_text=_("空のまま不承認にすると、答えから文案を作ります。そのまま写して使えます。"),
    )
    record = models.OneToOneField(
        "projects.ProjectRecord",
        on_delete=models.PROTECT,
        related_name="sponsorship_review",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("年度の記録"),
    )

    objects = models.Manager.from_queryset(SponsorshipReviewQuerySet)()

    class Meta:
        verbose_name = _("後援名義の申請")
        verbose_name_plural = _("後援名義の申請")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="projects_sponsorshipreview_decision_known",
                condition=Q(decision__in=SponsorshipDecision.values),
                violation_error_message=_("決定が正しくありません。"),
            ),
            models.CheckConstraint(
                name="projects_sponsorshipreview_decided_by_person",
                condition=Q(
                    decision=SponsorshipDecision.UNDECIDED,
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                )
                | Q(decision__in=DECIDED, decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message=_("決定には、決定した人と日時が必要です。"),
            ),
            models.CheckConstraint(
                name="projects_sponsorshipreview_record_of_approval",
                condition=Q(record__isnull=True) | Q(decision=SponsorshipDecision.APPROVED),
                violation_error_message=_("年度の記録を作った申請の承認は、取り消せません。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_name}（{self.applicant}）"

    def clean_fields(self, exclude: Any = None) -> None:
        """Take the municipality from the department before the fields are checked."""
        if self.department_id:
            self.municipality_id = self.department.municipality_id
        super().clean_fields(exclude=exclude)

    def department_year(self, _name: str) -> int | None:
        """Return the year in which the application was received, at first the present one."""
        return fiscal_year_of(self.received_on or today_in_japan())

    def criteria(self) -> list[SponsorshipCriterion]:
        """Return the municipality's criteria in their order."""
        criteria = SponsorshipCriterion.objects.for_list()
        return list(criteria.filter(municipality_id=self.municipality_id))

    def clean_relations(self, new_relations: NewRelations) -> None:
        """Refuse foreign criteria, and an approval over an open or an excluded criterion."""
        answers: list[SponsorshipAnswer] = new_relations["answers"]
        criteria = [answer.criterion for answer in answers]
        check_same_municipality(self.municipality_id, "answers", criteria)
        check_rows("answers", answers, "review")
        if self.decision != SponsorshipDecision.APPROVED:
            return
        criteria = self.criteria()
        if not criteria:
            raise ValidationError(
                {
                    "decision": _(
                        "後援名義の項目が登録されていません。取りまとめ担当が登録してから決めてください。"
                    )
                }
            )
        if points := open_points(criteria, answers):
            raise ValidationError(
                {
                    "decision": [
                        _("まだ承認できません。答えを確かめてから、もう一度決めてください。"),
                        *points,
                    ]
                }
            )


class SponsorshipAnswer(models.Model):
    """What staff answered to one criterion for one application."""

    review = models.ForeignKey(
        "projects.SponsorshipReview", on_delete=models.CASCADE, related_name="answers"
    )
    criterion = models.ForeignKey(
        "projects.SponsorshipCriterion",
        on_delete=models.PROTECT,
        related_name="answers",
        verbose_name=_("項目"),
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    answer = models.CharField(
        _("答え"), max_length=14, choices=CriterionAnswer, default=CriterionAnswer.OPEN
    )
    reason = models.TextField(_("理由"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("項目への答え")
        verbose_name_plural = _("項目への答え")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "criterion"],
                name="projects_sponsorshipanswer_unique",
                violation_error_message=_("同じ項目に二度答えています。"),
            ),
            models.CheckConstraint(
                name="projects_sponsorshipanswer_known",
                condition=Q(answer__in=CriterionAnswer.values),
                violation_error_message=_("答えが正しくありません。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.criterion)

    def clean(self) -> None:
        """Ask for the reason of every answer that another person must be able to follow."""
        super().clean()
        # An answer to a criterion that nobody may choose is refused by its field.
        stands_against = self.criterion_id is not None and self.stands_against
        needs_reason = self.answer == CriterionAnswer.TO_DISCUSS or stands_against
        if needs_reason and not self.reason.strip():
            message = _("「%(criterion)s」の答えの理由を書いてください。")
            raise ValidationError({"reason": message % {"criterion": self.criterion.text}})

    @property
    def lets_pass(self) -> bool:
        """Whether nothing in this answer stands against an approval."""
        wanted = (
            CriterionAnswer.APPLICABLE
            if self.criterion.is_positive
            else CriterionAnswer.NOT_APPLICABLE
        )
        return self.answer == wanted

    @property
    def stands_against(self) -> bool:
        """Whether this answer alone is a reason to refuse."""
        unwanted = (
            CriterionAnswer.NOT_APPLICABLE
            if self.criterion.is_positive
            else CriterionAnswer.APPLICABLE
        )
        return self.answer == unwanted

    @property
    def label(self) -> str:
        """Return the answer as staff read it; the positive test is 認められる or 認められない."""
        if self.criterion.is_positive and self.answer == CriterionAnswer.APPLICABLE:
            return str(_("認められる"))
        if self.criterion.is_positive and self.answer == CriterionAnswer.NOT_APPLICABLE:
            return str(_("認められない"))
        return str(CriterionAnswer(self.answer).label)


def open_points(
    criteria: Iterable[SponsorshipCriterion], answers: Iterable[SponsorshipAnswer]
) -> list[str]:
    """Return what stands in the way of an approval, in words: open, 要協議 and 該当."""
    given = {answer.criterion_id: answer for answer in answers}
    points: list[str] = []
    for criterion in criteria:
        answer = given.get(criterion.pk)
        if answer is None or answer.answer == CriterionAnswer.OPEN:
            points.append(_("「%(text)s」が未回答です。") % {"text": criterion})
        elif not answer.lets_pass:
            points.append(
                _("「%(text)s」が「%(answer)s」です。")
                % {"text": criterion, "answer": answer.label}
            )
    return points
