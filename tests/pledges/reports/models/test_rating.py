"""Ratings and links: figures on the set's own scale, states instead of zeros."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.publishing.choices import Channel
from pledges.models import Initiative, PolicyLink, ProjectLink, Rating
from pledges.reports import services
from tests.factories.organizations import DepartmentFactory, coordinator
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
)
from tests.factories.projects import ProjectFactory

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


def test_link_to_another_city_is_refused():
    link = ProjectLink(item=PledgeItemFactory(), project=ProjectFactory())
    assert refusal(link) == {"project": ["協働事業は、同じ自治体のものから選んでください。"]}


@pytest.mark.parametrize(
    ("model", "fields"), [(ProjectLink, {"item", "project"}), (PolicyLink, {"item", "plan_item"})]
)
def test_empty_link_is_refused_without_an_error_of_the_code(model, fields):
    assert refusal(model()).keys() == fields


def refusal_of_service(**values):
    with pytest.raises(ValidationError) as caught:
        services.save_rating(**values)
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("relation", "make"),
    [
        ("departments", lambda department: [department]),
        ("initiatives", lambda department: [Initiative(text="説明会", department=department)]),
    ],
)
def test_department_of_another_city_is_refused(relation, make):
    rating = RatingFactory()
    stranger = DepartmentFactory(name="となり課")
    found = refusal_of_service(
        rating=rating,
        **{relation: make(stranger)},
        by=coordinator(rating.report.municipality, "pledges"),
        channel=Channel.ADMIN,
        expected_version=1,
    )
    assert "は別の自治体の部署です。" in found[relation][0]
    assert rating.department_links.count() == rating.initiatives.count() == 0


def test_steps_of_an_initiative_are_on_the_scale():
    rating = RatingFactory()
    found = refusal_of_service(
        rating=rating,
        initiatives=[Initiative(text="説明会", steps=11)],
        by=coordinator(rating.report.municipality, "pledges"),
        channel=Channel.ADMIN,
        expected_version=1,
    )
    assert "星は0から10までの数で書いてください" in found["initiatives"][0]
