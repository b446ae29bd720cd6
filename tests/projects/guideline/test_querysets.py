"""Rows of the guideline, its 活動分野 and 後援名義の使用, in the order of the document."""

import pytest

from projects.models import ActivityField, GuidelineSection, SponsorshipCriterion, SponsorshipReview
from tests.factories.guideline import (
    ActivityFieldFactory,
    GuidelineSectionFactory,
    SponsorshipCriterionFactory,
    SponsorshipReviewFactory,
)
from tests.factories.organizations import MunicipalityFactory
from tests.factories.projects import ProjectFactory, published_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return [MunicipalityFactory(code=code) for code in ("999997", "000019")]


def test_fields_stand_by_city_and_place(places):
    last, first = (ActivityFieldFactory(municipality=place, sort_order=2) for place in places)
    before = ActivityFieldFactory(municipality=places[1], sort_order=1)
    assert list(ActivityField.objects.for_list()) == [before, first, last]


def test_sections_stand_by_city_and_place(places):
    last, first = (GuidelineSectionFactory(municipality=place, position=2) for place in places)
    before = GuidelineSectionFactory(municipality=places[1], position=1)
    assert list(GuidelineSection.objects.for_list()) == [before, first, last]


def test_criteria_stand_by_city_and_place(places):
    last, first = (SponsorshipCriterionFactory(municipality=place, position=2) for place in places)
    before = SponsorshipCriterionFactory(municipality=places[1], position=1)
    assert list(SponsorshipCriterion.objects.for_list()) == [before, first, last]


def test_published_sections_alone_are_public():
    seen = GuidelineSectionFactory()
    GuidelineSectionFactory(is_published=False)
    assert list(GuidelineSection.objects.published()) == [seen]


def test_page_has_published_projects_alone():
    record = published_record()
    section = GuidelineSectionFactory(municipality=record.municipality)
    section.projects.set([record.project, ProjectFactory(municipality=record.municipality)])
    shown = GuidelineSection.objects.for_page().get()
    assert shown.published_projects == [record.project]


@pytest.mark.parametrize("number", [1, 3])
def test_rows_cost_a_fixed_number_of_queries(django_assert_num_queries, number):
    for _number in range(number):
        GuidelineSectionFactory()
        SponsorshipReviewFactory()
    with django_assert_num_queries(2):
        found = [
            (section.municipality.code, section.published_projects)
            for section in GuidelineSection.objects.for_page()
        ]
    with django_assert_num_queries(1):
        reviews = [
            (review.department.name, review.decided_by, review.record)
            for review in SponsorshipReview.objects.for_admin_list()
        ]
    assert (len(found), len(reviews)) == (number, number)
