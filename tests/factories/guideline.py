"""The guideline, its 活動分野, and applications for 後援名義の使用."""

from datetime import date

import factory

from kyodo_portal.publishing.choices import Channel
from projects.guideline.choices import GuidelineKind
from projects.models import (
    ActivityField,
    GuidelineSection,
    SponsorshipAnswer,
    SponsorshipCriterion,
    SponsorshipReview,
)
from projects.sponsorship import services as sponsorship
from projects.sponsorship.choices import CriterionAnswer

from .organizations import CheckedFactory, DepartmentFactory, MunicipalityFactory


class ActivityFieldFactory(CheckedFactory):
    class Meta:
        model = ActivityField

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda number: f"分野{number}")
    sort_order = factory.Sequence(lambda number: number)


class GuidelineSectionFactory(CheckedFactory):
    class Meta:
        model = GuidelineSection

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = GuidelineKind.CHAPTER
    position = factory.Sequence(lambda number: number)
    anchor = factory.Sequence(lambda number: f"part-{number}")
    title = factory.Sequence(lambda number: f"章{number}")
    is_published = True


class SponsorshipCriterionFactory(CheckedFactory):
    class Meta:
        model = SponsorshipCriterion

    municipality = factory.SubFactory(MunicipalityFactory)
    position = factory.Sequence(lambda number: number + 1)
    text = factory.Sequence(lambda number: f"使えない理由{number}")


class SponsorshipReviewFactory(CheckedFactory):
    class Meta:
        model = SponsorshipReview

    department = factory.SubFactory(DepartmentFactory)
    applicant = "みどりの会"
    event_name = "みどりの集い"
    date_text = "R8.5.3"
    received_on = date(2026, 2, 1)


def answered(criterion: SponsorshipCriterion, answer: str, reason: str = "") -> SponsorshipAnswer:
    """Return an unsaved answer to a criterion."""
    return SponsorshipAnswer(criterion=criterion, answer=answer, reason=reason)


def passing(criteria: list[SponsorshipCriterion]) -> list[SponsorshipAnswer]:
    """Return unsaved answers with which nothing stands against an approval."""
    return [
        answered(
            one,
            CriterionAnswer.APPLICABLE if one.is_positive else CriterionAnswer.NOT_APPLICABLE,
        )
        for one in criteria
    ]


def decide(review, decision, answers, by):
    """Save a decision with these answers, as the staff's page does."""
    review.decision = decision
    return sponsorship.save_review(
        review,
        by=by,
        channel=Channel.ADMIN,
        expected_version=review.version,
        answers=answers,
    )
