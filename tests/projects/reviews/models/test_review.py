"""Questions, reviews and answers by themselves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from kyodo_portal.fiscal_years import today_in_japan
from kyodo_portal.publishing.choices import State
from projects.guideline.choices import GuidelineKind
from projects.models import ProjectReview, ReviewAnswer, ReviewQuestion
from tests.factories.guideline import GuidelineSectionFactory
from tests.factories.reviews import (
    ReviewQuestionFactory,
    answered,
    published_review,
    record_with_partner,
    review_in,
)

pytestmark = pytest.mark.django_db


def errors_of(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def test_question_may_be_drawn_from_a_principle_of_its_municipality():
    section = GuidelineSectionFactory(kind=GuidelineKind.PRINCIPLE)
    question = ReviewQuestionFactory(municipality=section.municipality, principle=section)
    assert question.principle.get_absolute_url().endswith(f"#{section.anchor}")


@pytest.mark.parametrize("kind", [GuidelineKind.CHAPTER, GuidelineKind.PRINCIPLE])
def test_question_from_anything_else_is_refused(kind):
    section = GuidelineSectionFactory(kind=kind)
    question = ReviewQuestionFactory()
    question.principle = section
    assert errors_of(question) == {
        "principle": ["同じ自治体のガイドラインの「心得」から選んでください。"]
    }


def test_question_keeps_its_words_once_it_is_answered():
    review = review_in()
    question = review.answers.get().question
    question.text = "別の問い"
    assert list(errors_of(question)) == ["text"]


def test_question_that_is_only_asked_may_be_reworded():
    record = record_with_partner()
    question = ReviewQuestionFactory(municipality=record.municipality)
    review_in(record=record, answers=[])
    question.text = "もっとよい問い"
    question.full_clean()
    assert ReviewAnswer.objects.count() == 1


def test_two_questions_do_not_share_a_place():
    question = ReviewQuestionFactory()
    other = ReviewQuestion(
        municipality=question.municipality, position=question.position, text="ほかの問い"
    )
    assert errors_of(other)["__all__"] == ["同じ並び順の問いがもうあります。"]


@pytest.mark.parametrize("name", ["received_on", "consent_on"])
def test_day_to_come_is_refused(name):
    review = review_in()
    setattr(review, name, today_in_japan() + timedelta(days=1))
    assert errors_of(review) == {name: ["まだ来ていない日です。今日までの日を書いてください。"]}


def test_consent_before_the_words_came_in_is_refused():
    review = review_in()
    review.consent_on = date(2026, 4, 9)
    assert list(errors_of(review)) == ["consent_on"]


@pytest.mark.parametrize(("on", "how"), [(None, "会長から"), (date(2026, 4, 12), "")])
def test_half_a_consent_is_refused(on, how):
    review = review_in()
    review.consent_on, review.consent_how = on, how
    assert errors_of(review)["__all__"] == [
        "同意は、確かめた日と、だれからどのように得たかの両方を書いてください。"
    ]


def test_database_refuses_publication_without_consent():
    review = published_review()
    with pytest.raises(IntegrityError):
        ProjectReview.objects.filter(pk=review.pk).update(consent_on=None, consent_how="")


def test_record_has_one_review():
    review = review_in()
    other = ProjectReview(record=review.record)
    assert errors_of(other) == {"record": ["この年度の記録のふりかえりは、もうあります。"]}


@pytest.mark.parametrize("mark", [0, 6])
def test_database_refuses_a_mark_out_of_range(mark):
    review = review_in()
    with pytest.raises(IntegrityError):
        review.answers.update(city_mark=mark)


@pytest.mark.parametrize(
    ("said", "of_partner", "empty"),
    [
        ({"city_words": "市"}, False, False),
        ({"city_mark": 1}, False, False),
        ({"partner_words": "会"}, True, False),
        ({"partner_mark": 1}, True, False),
        ({"city_words": " \n"}, False, True),
    ],
)
def test_what_an_answer_holds(said, of_partner, empty):
    answer = answered(ReviewQuestionFactory(), **said)
    assert (answer.is_of_partner, answer.is_empty) == (of_partner, empty)


def test_state_of_a_new_review_is_a_draft():
    assert review_in().state == State.DRAFT
