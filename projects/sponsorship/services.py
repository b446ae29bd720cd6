"""後援名義の使用: from an application's answers to a decision, and to a record of the year."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyodo_portal.fiscal_years import InvalidDate, fiscal_year_of, parse_date, today_in_japan
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner
from projects.records.choices import CommonForm, Stage
from projects.records.models.form import CollaborationForm
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.records.services import save_record, start_project
from projects.sponsorship.choices import SponsorshipDecision
from projects.sponsorship.models import SponsorshipAnswer, SponsorshipReview
from projects.sponsorship.rules import check_writer


@transaction.atomic
def save_review(
    review: SponsorshipReview,
    *,
    by: User,
    channel: Channel,
    expected_version: int | None,
    relations: dict[str, list[Any]] | None = None,
    reason: str = "",
) -> Change | None:
    """Write an application with its answers; a decision that is new is this user's, now.

    A refusal without a text gets the draft made of the answers.
    """
    if review.department_id:
        review.municipality_id = review.department.municipality_id
    stored = SponsorshipReview.objects.filter(pk=review.pk).first() if review.pk else None
    if channel is not Channel.FIXTURE and review.department_id:
        check_writer(review, stored, by)
    _sign(review, stored, by)
    if review.decision == SponsorshipDecision.REFUSED and not review.refusal_text.strip():
        answers = (relations or {}).get("answers")
        review.refusal_text = refusal_draft(review, _all_answers(review, answers))
    return funnel.save(
        review,
        by=by,
        channel=channel,
        expected_version=expected_version,
        relations=relations,
        reason=reason,
    )


def _sign(review: SponsorshipReview, stored: SponsorshipReview | None, by: User) -> None:
    before = stored.decision if stored else SponsorshipDecision.UNDECIDED
    if review.decision == before:
        review.decided_at = stored.decided_at if stored else None
        review.decided_by = stored.decided_by if stored else None
    elif review.decision == SponsorshipDecision.UNDECIDED:
        review.decided_at = review.decided_by = None
    else:
        review.decided_at, review.decided_by = timezone.now(), by


def _all_answers(
    review: SponsorshipReview, wanted: Sequence[SponsorshipAnswer] | None
) -> list[SponsorshipAnswer]:
    if wanted is not None:
        return list(wanted)
    return list(review.answers.select_related("criterion")) if review.pk else []


def refusal_draft(review: SponsorshipReview, answers: Iterable[SponsorshipAnswer]) -> str:
    """Return 不承認理由（通知文案）, made of the criteria that stand against the application.

    Raises ValidationError where no answer does: then a person writes the reason.
    """
    against = [answer for answer in answers if answer.stands_against]
    if not against:
        raise ValidationError(
            {
                "refusal_text": _(
                    "不承認の理由になる答えがありません。項目に答えるか、通知する理由をここに書いてください。"
                )
            }
        )
    lines = [
        _("「%(event)s」の後援名義の使用は、次の理由により承認できません。")
        % {"event": review.event_name}
    ]
    for answer in against:
        words = (
            _("次の条件を満たすと認められないため：%(text)s")
            if answer.criterion.is_positive
            else _("次の項目に当てはまるため：%(text)s")
        ) % {"text": answer.criterion}
        lines.append(f"・{words}\n　{answer.reason.strip()}")
    return "\n".join(lines)


def year_of_event(review: SponsorshipReview) -> int:
    """Return the fiscal year of the event; of the day of receipt where no date can be read."""
    return fiscal_year_of(_day_of_event(review) or review.received_on)


def _day_of_event(review: SponsorshipReview) -> date | None:
    try:
        parsed = parse_date(review.date_text)
    except InvalidDate:
        return None
    return parsed.day if parsed else None


@transaction.atomic
def make_record(
    review: SponsorshipReview,
    *,
    by: User,
    channel: Channel,
    expected_version: int,
    project: Project | None = None,
    is_new_project: bool = False,
) -> ProjectRecord:
    """Return the draft of an approved application's 後援 record of the year.

    project: the continuing project, else a new one is started; one of nearly the same name
    is a question (ValidationError) unless `is_new_project` says that a person has looked.
    The applicant becomes partner only where the register has that name and is no person.
    """
    check_can_become_record(review)
    check_writer(review, None, by)
    _take(review, expected_version)
    if project is None:
        project = start_project(
            municipality=review.municipality,
            name=review.event_name,
            by=by,
            channel=channel,
            confirmed=is_new_project,
        )
    record = _draft_of(review, project)
    forms = _sponsorship_forms(review)
    partners = _registered_applicant(review)
    save_record(
        record, forms=forms, partners=partners, by=by, channel=channel, expected_version=None
    )
    review.record = record
    save_review(review, by=by, channel=channel, expected_version=expected_version)
    return record


def _draft_of(review: SponsorshipReview, project: Project) -> ProjectRecord:
    return ProjectRecord(
        project=project,
        fiscal_year=year_of_event(review),
        department=review.department,
        name=review.event_name,
        stage=_stage(review),
        start_text=_readable_date(review),
    )


def _take(review: SponsorshipReview, expected_version: int) -> None:
    """Let whoever presses the same button at this moment wait. Raises Stale for who comes second."""
    rows = SponsorshipReview.objects.select_for_update()
    if rows.filter(pk=review.pk, version=expected_version).first() is None:
        raise funnel.Stale


def check_can_become_record(review: SponsorshipReview) -> None:
    """Raise ValidationError unless the application is approved and has no record yet."""
    if review.decision != SponsorshipDecision.APPROVED:
        raise ValidationError(_("年度の記録を作れるのは、承認した申請だけです。"))
    if review.record_id is not None:
        raise ValidationError(_("この申請の年度の記録は、もう作られています。"))


def _sponsorship_forms(review: SponsorshipReview) -> list[CollaborationForm]:
    forms = CollaborationForm.objects.filter(
        municipality=review.municipality, common_code=CommonForm.KOEN
    )
    found = list(forms.order_by("sort_order", "id")[:1])
    if not found:
        raise ValidationError(
            _(
                "この自治体の協働の形態に「後援」がありません。取りまとめ担当が登録してから作ってください。"
            )
        )
    return found


def _registered_applicant(review: SponsorshipReview) -> list[Partner]:
    # A private person's name must not get into a record that will be published.
    partners = Partner.objects.filter(municipality=review.municipality, name=review.applicant)
    return list(partners.exclude(kind=PartnerKind.PERSON))


def _readable_date(review: SponsorshipReview) -> str:
    return review.date_text[:50] if _day_of_event(review) else ""


def _stage(review: SponsorshipReview) -> Stage:
    """Return 予定 for an event still to come: nobody knows yet what was done."""
    day = _day_of_event(review)
    return Stage.PLANNED if day and day > today_in_japan() else Stage.ACTUAL
