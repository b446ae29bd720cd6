"""The one funnel for writes of 協働のふりかえり, with what is decided only here."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.models import Change
from projects.records.models.record import ProjectRecord
from projects.reviews.models.question import ReviewQuestion
from projects.reviews.models.review import ProjectReview, ReviewAnswer


@transaction.atomic
def save_review(
    review: ProjectReview,
    *,
    answers: Sequence[ReviewAnswer] | None = None,
    by: User,
    channel: Channel,
    expected_version: int | None,
    reason: str = "",
) -> Change | None:
    """Write a review with its answers.

    Until it is published it has a row for each question that is asked; where the record
    has one partner, that one has answered. Raises Stale, PermissionDenied, ValidationError.
    """
    if channel is not Channel.FIXTURE:
        check_own_municipality(review.record, by)
    # The questions are looked up before the funnel cleans the record.
    review.municipality_id = review.record.municipality_id
    relations = {}
    if answers is not None:
        relations["answers"] = (
            list(answers) if review.state == State.PUBLISHED else completed(review, answers)
        )
        _fill_partner(review, relations["answers"])
    write = funnel.Write(by, channel, reason)
    return funnel.save(review, write=write, expected_version=expected_version, relations=relations)


def check_own_municipality(record: ProjectRecord, by: User) -> None:
    """Raise ValidationError where a record is of a municipality in which the user has no part."""
    access = access_of(by)
    if not access.is_operator and record.municipality_id not in access.municipality_ids:
        # Without the record's name: it may not be public.
        raise ValidationError(
            _(
                "選んだ記録は、ほかの自治体のものです。ふりかえりは、自分の自治体の年度の記録から始めてください。"
            )
        )


def completed(review: ProjectReview, answers: Sequence[ReviewAnswer]) -> list[ReviewAnswer]:
    """Return the answers with an empty one for each question still open, in the list's order.

    A question that is asked no more stays only where it was answered.
    """
    asked = list(ReviewQuestion.objects.asked_in(review.municipality_id))
    given = {answer.question_id for answer in answers}
    kept = [answer for answer in answers if answer.question.in_use or not answer.is_empty]
    rows = [
        *kept,
        *(ReviewAnswer(question=question) for question in asked if question.pk not in given),
    ]
    return sorted(rows, key=lambda answer: (answer.question.position, answer.question_id))


def _fill_partner(review: ProjectReview, answers: Sequence[ReviewAnswer]) -> None:
    if review.partner_id is None and any(answer.is_of_partner for answer in answers):
        partners = review.record.listed_partners()
        if len(partners) == 1:
            review.partner = partners[0]
