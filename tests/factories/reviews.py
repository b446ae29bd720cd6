"""協働のふりかえり: questions, and reviews on their way to publication."""

from datetime import date
from typing import Any

import factory

from kyodo_portal.organizations.models import Municipality, User
from kyodo_portal.publishing.choices import Channel, State
from projects.models import (
    ProjectRecord,
    ProjectReview,
    ReviewAnswer,
    ReviewQuestion,
    ReviewSetting,
)
from projects.reviews.choices import ReceivedBy
from projects.reviews.services import save_review

from .organizations import CheckedFactory, MunicipalityFactory, UserFactory
from .projects import PartnerFactory, ProjectRecordFactory, published_record
from .publishing import bring_to

RECEIVED = {
    "received_by": ReceivedBy.PAPER,
    "received_on": date(2026, 4, 10),
    "transcribed_by": "書写太郎",
}
CONSENT = {"consent_on": date(2026, 4, 12), "consent_how": "会長の同意花子から紙で"}


class ReviewQuestionFactory(CheckedFactory):
    class Meta:
        model = ReviewQuestion

    municipality = factory.SubFactory(MunicipalityFactory)
    position = factory.Sequence(lambda number: number + 1)
    text = factory.Sequence(lambda number: f"問い{number}はできましたか。")


def use_marks(municipality: Municipality) -> ReviewSetting:
    """Let the reviews of a municipality have marks."""
    setting = ReviewSetting(municipality=municipality, uses_marks=True, version=1)
    setting.save(force_insert=True)
    return setting


def answered(question: ReviewQuestion, **said: Any) -> ReviewAnswer:
    """Return an unsaved answer; without words both sides say something."""
    said = said or {"city_words": "市は役割を伝えた。", "partner_words": "会は役割が分かった。"}
    return ReviewAnswer(question=question, **said)


def record_with_partner(**values: Any) -> ProjectRecord:
    """Return a published record with one partner; its municipality may be given."""
    municipality = values.pop("municipality", None) or MunicipalityFactory()
    partners = values.pop("partners", None) or [PartnerFactory(municipality=municipality)]
    return published_record(in_municipality=municipality, partners=partners, **values)


def save(
    review: ProjectReview, answers: list[ReviewAnswer] | None = None, *, by: User | None = None
) -> Any:
    """Write a review as it stands through the service."""
    return save_review(
        review,
        answers=answers,
        by=by or UserFactory(),
        channel=Channel.ADMIN if by else Channel.FIXTURE,
        expected_version=None if review._state.adding else review.version,
        reason="直す" if review.state == State.PUBLISHED else "",
    )


def review_in(
    state: str = State.DRAFT,
    *,
    record: ProjectRecord | None = None,
    answers: list[ReviewAnswer] | None = None,
    without_trace: bool = False,
    **values: Any,
) -> Any:
    """Return a review with both sides' answers and consent, taken to a state by the services."""
    record = record or record_with_partner()
    if answers is None:
        answers = [answered(ReviewQuestionFactory(municipality=record.municipality))]
    review = ProjectReview(record=record, **{**RECEIVED, **CONSENT, **values})
    save(review, answers)
    return bring_to(review, state, without_trace=without_trace)


def published_review(**values: Any) -> Any:
    """Return a new published review."""
    return review_in(State.PUBLISHED, **values)


def draft_record(municipality: Municipality) -> ProjectRecord:
    """Return a record that is not public, with one partner."""
    return ProjectRecordFactory(
        in_municipality=municipality, partners=[PartnerFactory(municipality=municipality)]
    )
