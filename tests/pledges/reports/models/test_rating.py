"""Ratings: figures on the set's own scale, states instead of zeros."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from pledges.models import Rating
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
)

pytestmark = pytest.mark.django_db


def refusal(record):
    with pytest.raises(ValidationError) as caught:
        record.full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, "not_rated"),
        ({"not_rated_because": "not_applicable"}, "not_applicable"),
        ({"not_rated_because": "not_stated"}, "not_stated"),
        ({"stars": 0}, "rated"),
        ({"percent_text": "0", "not_rated_because": "not_stated"}, "rated"),
    ],
)
def test_state_follows_from_the_figures_and_zero_is_a_figure(values, status):
    assert RatingFactory(**values).status == status


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"stars": 11}, "stars", "星は0から10までの数で書いてください"),
        ({"percent_text": "101"}, "percent_text", "「101」は進捗として読み取れません。"),
    ],
)
def test_figure_off_the_scale_is_refused_beside_its_field(values, field, message):
    rating = RatingFactory()
    for name, value in values.items():
        setattr(rating, name, value)
    found = refusal(rating)
    assert list(found) == [field]
    assert message in found[field][0]


def test_item_of_another_set_is_refused():
    rating = Rating(report=ProgressReportFactory(), item=PledgeItemFactory())
    assert "この項目は別の公約のものです" in refusal(rating)["item"][0]


def test_word_of_another_set_is_refused():
    rating = RatingFactory()
    rating.word = PledgeSetFactory(words=["達成"]).status_words.get()
    assert refusal(rating) == {"word": ["状況の言葉は、この公約の言葉から選んでください。"]}


def test_second_rating_of_an_item_is_refused():
    rating = RatingFactory()
    assert refusal(Rating(report=rating.report, item=rating.item))["__all__"] == [
        "この項目の評価は、この報告にもうあります。"
    ]


def test_rating_stays_with_its_report_and_item():
    rating = RatingFactory()
    rating.report = ProgressReportFactory(pledge_set=rating.report.pledge_set, as_of="2025-03-31")
    assert "評価を別の報告に移すことはできません。" in refusal(rating)["report"]


def test_rating_stays_with_its_item():
    rating = RatingFactory()
    rating.item = PledgeItemFactory(pledge_set=rating.report.pledge_set)
    assert refusal(rating) == {"item": ["評価を別の項目に移すことはできません。"]}


def test_every_fault_is_named_at_once():
    rating = RatingFactory()
    rating.stars = 11
    rating.word = PledgeSetFactory(words=["達成"]).status_words.get()
    rating.item = PledgeItemFactory()
    assert refusal(rating).keys() == {"stars", "word", "item"}


@pytest.mark.parametrize(
    ("written", "percent"), [("６２％", "62"), ("59.2", "59.2"), ("0", "0"), ("", None)]
)
def test_percentage_is_read_beside_what_was_written(written, percent):
    rating = RatingFactory(percent_text=written)
    assert rating.percent_text == written
    assert rating.percent == (None if percent is None else Decimal(percent))


def test_figure_that_is_taken_back_leaves_the_state_that_stands_without_it():
    rating = RatingFactory(percent_text="62", not_rated_because="not_applicable")
    assert rating.status == "rated"
    rating.percent_text = ""
    rating.full_clean()
    assert (rating.percent, rating.status) == (None, "not_applicable")


def test_word_alone_is_a_rating():
    report = ProgressReportFactory(pledge_set__words=["達成"])
    assert RatingFactory(report=report, word=report.pledge_set.status_words.get()).status == "rated"


def test_rating_is_found_by_set_day_and_place():
    rating = RatingFactory(report__pledge_set__slug="mihon-5")
    RatingFactory()
    key = ("mihon-5", "2024-03-31", "1")
    assert rating.natural_key() == key
    assert Rating.objects.get_by_natural_key(*key) == rating
