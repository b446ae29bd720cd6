"""What a two-sided review says to everybody: nothing of who received, wrote down or consented."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.partners.choices import PartnerKind
from projects.records.models.record import ProjectRecord
from projects.reviews.models.review import ProjectReview, ReviewAnswer

Row = dict[str, Any]

# Said wherever a list of questions or a mark stands.
OWN_FORM = _("この欄はこのポータルの様式です。市の公式の様式ではありません。")


def review_row(review: ProjectReview) -> Row:
    """Return a review of `for_list()` as page, files and API read it; no query."""
    record = review.record
    public = review.public_words()
    answers = list(review.answers.all())
    return {
        "id": review.pk,
        "project": record.project_id,
        "record": record.pk,
        "municipality": review.municipality.code,
        "municipality_name": review.municipality.name,
        "fiscal_year": record.fiscal_year,
        "name": record.name,
        "partner": _partner(review),
        "partner_answered": any(answer.is_of_partner for answer in answers),
        "answers": [
            {
                "number": number,
                "question": answer.question.text,
                "principle": _principle(answer),
                "city_words": public(answer.city_words),
                "partner_words": public(answer.partner_words),
                "city_mark": answer.city_mark,
                "partner_mark": answer.partner_mark,
            }
            for number, answer in enumerate(answers, start=1)
        ],
        "url": review.get_absolute_url(),
    }


def _partner(review: ProjectReview) -> Row | None:
    """Return who answered; another spelling as the partner it was merged into, a person never."""
    answered = review.partner
    if answered is None:
        return None
    shown = answered.merged_into or answered
    if PartnerKind.PERSON in {answered.kind, shown.kind}:
        return None
    return {"id": shown.pk, "name": shown.name}


def _principle(answer: ReviewAnswer) -> Row | None:
    """Return the 心得 that a question is drawn from, where the guideline shows it."""
    section = answer.question.principle
    if section is None or not section.is_published:
        return None
    return {"title": str(section), "url": section.get_absolute_url()}


def review_link(record: ProjectRecord) -> dict[str, Any] | None:
    """Return what a project's page says of the year's review, None where nothing is known.

    {url, partner_answered}, or of a withdrawn one {withdrawn_on, reason}.
    """
    known = ProjectReview.objects.known_to_public().filter(record=record)
    review = known.prefetch_related("answers").first()
    if review is None:
        return None
    if not review.is_published:
        assert review.withdrawn_at
        return {
            "withdrawn_on": timezone.localdate(review.withdrawn_at),
            "reason": review.withdrawal_reason,
        }
    review.record = record
    return {
        "url": review.get_absolute_url(),
        "partner_answered": any(answer.is_of_partner for answer in review.answers.all()),
    }
