"""How a two-sided review, its questions and its setting are written and found."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kyodo_portal.organizations.validators import check_same_municipality
from kyodo_portal.publishing.choices import Action
from kyodo_portal.publishing.registry import (
    NewRelations,
    SearchText,
    check_rows,
)
from projects.partners.models import Partner
from projects.records.models.record import RecordPartner
from projects.reviews.models.question import ReviewSetting
from projects.reviews.models.review import ProjectReview, ReviewAnswer
from projects.reviews.rows import review_row

ANSWER_FIELDS = ("question", "city_words", "partner_words", "city_mark", "partner_mark")


def review_text(review: ProjectReview) -> SearchText:
    """Return what a review is found by: its name and both sides' words, but no person's name."""
    read = ProjectReview.objects.for_list().get(pk=review.pk)
    row = review_row(read)
    words = [
        text
        for answer in row["answers"]
        for text in (answer["city_words"], answer["partner_words"])
    ]
    is_public = read.is_published and read.record.is_published
    return SearchText(row["name"], (row["name"], *words), read.municipality_id, is_public)


MARK_FIELDS = ("city_mark", "partner_mark")

Said = dict[int, tuple[Any, ...]]


def uses_marks(municipality_id: int) -> bool:
    """Whether the reviews of a municipality have marks; where nothing is set, they have none."""
    return ReviewSetting.objects.filter(municipality_id=municipality_id, uses_marks=True).exists()


def partners_of(record_id: int | None) -> list[Partner]:
    """Return the partners of a record, one of which may have answered."""
    links = RecordPartner.objects.filter(record_id=record_id).select_related("partner")
    return [link.partner for link in links.order_by("position", "id")]


def clean_review_relations(review: ProjectReview, new_relations: NewRelations) -> None:
    """Run every rule that holds between a review, its answers and its record."""
    answers: list[ReviewAnswer] = list(new_relations["answers"])
    questions = [answer.question for answer in answers]
    check_same_municipality(review.municipality_id, "answers", questions)
    check_asked_once(answers)
    check_rows("answers", answers, "review")
    stored = ProjectReview.objects.filter(pk=review.pk).first() if review.pk else None
    before = list(stored.answers.all()) if stored else []
    check_marks_in_use(review, answers, before)
    check_receipt(review, answers)
    check_partner(review, answers)
    if stored is not None:
        check_consent_renewed(review, answers, stored, before)


def check_asked_once(answers: Iterable[ReviewAnswer]) -> None:
    """Refuse two answers to one question."""
    seen: set[int] = set()
    for answer in answers:
        if answer.question_id in seen:
            raise ValidationError(
                {"answers": _("「%(question)s」への答えが二度あります。") % {"question": answer}}
            )
        seen.add(answer.question_id)


def check_marks_in_use(
    review: ProjectReview, answers: Iterable[ReviewAnswer], before: Iterable[ReviewAnswer]
) -> None:
    """Refuse new marks where the municipality uses none; those given earlier stay."""
    if uses_marks(review.municipality_id):
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


def check_receipt(review: ProjectReview, answers: Iterable[ReviewAnswer]) -> None:
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


def check_partner(review: ProjectReview, answers: Iterable[ReviewAnswer]) -> None:
    """Refuse a partner that is none of the record's; of several, ask which one answered."""
    partners = partners_of(review.record_id)
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
    review: ProjectReview,
    answers: Iterable[ReviewAnswer],
    stored: ProjectReview,
    before: Iterable[ReviewAnswer],
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


def said(answers: Iterable[ReviewAnswer], fields: Iterable[str]) -> Said:
    """Return what answers hold in these fields, by question."""
    names = tuple(fields)
    return {
        answer.question_id: tuple(getattr(answer, name) for name in names) for answer in answers
    }


def partner_said(answers: Iterable[ReviewAnswer]) -> Said:
    """Return what the partner answered, by question; questions without an answer do not count.

    How words are broken into lines does not matter.
    """
    return {
        answer.question_id: (answer.partner_words.split(), answer.partner_mark)
        for answer in answers
        if answer.is_of_partner
    }


def check_review_step(review: ProjectReview, action: str) -> None:
    """Refuse to publish without the partner's consent, the record's publication, or any words."""
    if action != Action.PUBLISH:
        return
    if not review.has_consent:
        raise ValidationError(
            _(
                "相手方の同意の記録がないので公開できません。"
                "公開の同意を確かめた日と得かたを書いてください。"
            )
        )
    if not review.record.is_published:
        raise ValidationError(_("この年度の記録が公開されていません。先に記録を公開してください。"))
    if not review.answers.given().exists():
        raise ValidationError(
            _("まだ何も書かれていません。市か相手方のことばを書いてから公開してください。")
        )


def end_consent(review: ProjectReview, action: str) -> None:
    """Take the consent out of a review that is withdrawn: it is public again only with a new one.

    The history keeps the earlier consent.
    """
    if action == Action.WITHDRAW:
        review.consent_on, review.consent_how = None, ""
