"""What holds between a review, its answers and its record: who answered, received, consented."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.relations import check_once, check_rows
from projects.reviews.models.question import ReviewSetting

MARK_FIELDS = ("city_mark", "partner_mark")

Said = dict[int, tuple[Any, ...]]


def check_answers(review: Any, answers: list[Any], stored: Any) -> None:
    """Raise ValidationError where wanted answers cannot be. stored: the review of today, if any."""
    questions = [answer.question for answer in answers]
    check_same_municipality(review.municipality_id, "answers", questions)
    check_once("answers", questions, _("「%(key)s」への答えが二度あります。"))
    check_rows("answers", answers, "review")
    before = list(stored.answers.all()) if stored else []
    check_marks_in_use(review, answers, before)
    check_receipt(review, answers)
    check_partner(review, answers)
    if stored is not None:
        check_consent_renewed(review, answers, stored, before)


def check_marks_in_use(review: Any, answers: Iterable[Any], before: Iterable[Any]) -> None:
    """Refuse new marks where the municipality uses none; those given earlier stay."""
    if ReviewSetting.has_marks(review.municipality_id):
        return
    earlier = said(before, MARK_FIELDS)
    for answer in answers:
        marks = said([answer], MARK_FIELDS)[answer.question_id]
        if answer.has_marks and marks != earlier.get(answer.question_id):
            raise ValidationError(
                {
                    "answers": _(
                        "「%(question)s」に印があります。この自治体では1〜5の印を使いません。"
                        "印を空にして、ことばで書いてください。"
                    )
                    % {"question": answer}
                }
            )


def check_receipt(review: Any, answers: Iterable[Any]) -> None:
    """Refuse a partner's side without how, when and by whom it was received."""
    if review.has_receipt or not any(answer.is_of_partner for answer in answers):
        return
    missing = {
        name: _(
            "相手方のことばを書くときは、ここも書いてください。受け取ったものだけを書き写します。"
        )
        for name in ("received_by", "received_on", "transcribed_by")
        if not getattr(review, name)
    }
    raise ValidationError(missing)


def check_partner(review: Any, answers: Iterable[Any]) -> None:
    """Refuse a partner that is none of the record's; of several, ask which one answered."""
    partners = review.record.listed_partners()
    if review.partner is not None and review.partner not in partners:
        raise ValidationError(
            {
                "partner": _(
                    "「%(name)s」は、この年度の記録の関係団体ではありません。"
                    "記録の関係団体から選ぶか、先に記録に加えてください。"
                )
                % {"name": review.partner}
            }
        )
    is_answered = any(answer.is_of_partner for answer in answers)
    if review.partner is None and is_answered and len(partners) > 1:
        raise ValidationError(
            {"partner": _("関係団体が複数あります。どの団体の答えかを選んでください。")}
        )


def check_consent_renewed(
    review: Any,
    answers: Iterable[Any],
    stored: Any,
    before: Iterable[Any],
) -> None:
    """Refuse other words of the partner under the consent that was given to the earlier ones."""
    same_consent = stored.has_consent and (stored.consent_on, stored.consent_how) == (
        review.consent_on,
        review.consent_how,
    )
    same_words = (stored.partner_id, partner_said(before)) == (
        review.partner_id,
        partner_said(answers),
    )
    if same_consent and not same_words:
        raise ValidationError(
            {
                "consent_on": _(
                    "相手方の答えが変わりました。前の同意は、変わる前のことばへのものです。"
                    "もう一度同意を得て、新しい日と得かたを書いてください。"
                    "まだのときは、同意の欄を2つとも空にします。"
                )
            }
        )


def said(answers: Iterable[Any], fields: Iterable[str]) -> Said:
    """Return what answers hold in these fields, by question."""
    names = tuple(fields)
    return {
        answer.question_id: tuple(getattr(answer, name) for name in names) for answer in answers
    }


def partner_said(answers: Iterable[Any]) -> Said:
    """Return what the partner answered, by question; questions without an answer do not count.

    How words are broken into lines does not matter.
    """
    return {
        answer.question_id: (answer.partner_words.split(), answer.partner_mark)
        for answer in answers
        if answer.is_of_partner
    }
