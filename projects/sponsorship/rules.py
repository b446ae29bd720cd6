"""後援名義の使用: the criteria, what is still open, who may write."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import User
from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.registry import NewRelations, check_rows
from projects import AREA
from projects.sponsorship.choices import CriterionAnswer, SponsorshipDecision
from projects.sponsorship.models import SponsorshipAnswer, SponsorshipCriterion, SponsorshipReview


def criteria_of(municipality_id: int) -> list[SponsorshipCriterion]:
    """Return a municipality's criteria in their order."""
    return list(SponsorshipCriterion.objects.for_list().filter(municipality_id=municipality_id))


def open_points(
    criteria: Iterable[SponsorshipCriterion], answers: Iterable[SponsorshipAnswer]
) -> list[str]:
    """Return what stands in the way of an approval, in words: open, 要協議 and 該当."""
    given = {answer.criterion_id: answer for answer in answers}
    points = []
    for criterion in criteria:
        answer = given.get(criterion.pk)
        if answer is None or answer.answer == CriterionAnswer.OPEN:
            points.append(_("「%(text)s」が未回答です。") % {"text": criterion})
        elif not answer.lets_pass:
            points.append(
                _("「%(text)s」が「%(answer)s」です。")
                % {"text": criterion, "answer": answer_label(answer)}
            )
    return points


def answer_label(answer: SponsorshipAnswer) -> str:
    """Return an answer as staff read it; the positive test is 認められる or 認められない."""
    if answer.criterion.is_positive and answer.answer == CriterionAnswer.APPLICABLE:
        return _("認められる")
    if answer.criterion.is_positive and answer.answer == CriterionAnswer.NOT_APPLICABLE:
        return _("認められない")
    return str(CriterionAnswer(answer.answer).label)


def clean_review_relations(review: SponsorshipReview, new_relations: NewRelations) -> None:
    """Refuse foreign criteria, and an approval over an open or an excluded criterion."""
    answers: list[SponsorshipAnswer] = list(new_relations["answers"])
    check_same_municipality(
        review.municipality_id, "answers", [answer.criterion for answer in answers]
    )
    check_rows("answers", answers, "review")
    if review.decision != SponsorshipDecision.APPROVED:
        return
    criteria = criteria_of(review.municipality_id)
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


def may_write(review: SponsorshipReview, by: User) -> bool:
    """Whether this user checks applications of the department, or collects for the city."""
    access = access_of(by)
    return access.has_role(
        review.municipality_id, [Role.COORDINATOR], AREA
    ) or review.department_id in access.own_department_ids(AREA)


def check_writer(review: SponsorshipReview, stored: SponsorshipReview | None, by: User) -> None:
    """Raise PermissionDenied unless the application was, and stays, this user's to write."""
    if not all(may_write(one, by) for one in (review, stored) if one is not None):
        raise PermissionDenied(_("この部署の申請を保存する権限がありません。"))
