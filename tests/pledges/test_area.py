"""What 市長公約 brings to the site: its number of pledges by city and year."""

import pytest

from kyodo_portal.publishing.choices import State
from pledges.area import published_pledges
from pledges.models import PledgeSet
from tests.factories.organizations import MunicipalityFactory
from tests.factories.pledge_sets import (
    PledgeSetFactory,
    RatingFactory,
    published_report,
    report_in,
    tree,
)

pytestmark = pytest.mark.django_db


def rated_set(city, *widths, days=("2024-03-31",), state=State.PUBLISHED):
    """Return a set with items so many under each, all rated in a report of each day."""
    pledge_set = PledgeSetFactory(municipality=city)
    said = [{"item": item} for item in tree(pledge_set, *widths)]
    for day in days:
        report_in(state, said, pledge_set=pledge_set, as_of=day)
    return pledge_set


def test_lowest_items_are_counted_by_city_and_year():
    first, second = (MunicipalityFactory() for _one in range(2))
    rated_set(first, 2, 3, days=("2024-03-31", "2025-03-31"))
    rated_set(first, 1)
    rated_set(second, 1, 1, 4)
    # 2 × 3 of one set and 1 of the other; what stands above only sums up.
    assert published_pledges() == {
        (first.code, 2023): 7,
        (first.code, 2024): 6,
        (second.code, 2023): 4,
    }


def test_item_of_two_reports_of_one_year_is_counted_once():
    city = MunicipalityFactory()
    rated_set(city, 2, days=("2023-09-30", "2024-03-31"))
    assert published_pledges() == {(city.code, 2023): 2}


@pytest.mark.parametrize("state", [one for one in State if one != State.PUBLISHED])
def test_what_is_not_published_is_not_counted(state):
    rated_set(MunicipalityFactory(), 2, state=state)
    assert published_pledges() == {}


def test_what_is_of_an_unpublished_set_is_not_counted():
    PledgeSet.objects.filter(pk=rated_set(MunicipalityFactory(), 2).pk).update(is_published=False)
    assert published_pledges() == {}


def test_item_that_a_report_says_nothing_of_is_not_counted():
    city = MunicipalityFactory()
    pledge_set = PledgeSetFactory(municipality=city)
    told, _silent = tree(pledge_set, 2)
    report = published_report(pledge_set=pledge_set)
    RatingFactory(report=report, item=told)
    assert published_pledges() == {(city.code, 2023): 1}


@pytest.mark.parametrize("number", [1, 3])
def test_numbers_cost_one_query(number, django_assert_num_queries):
    for _one in range(number):
        rated_set(MunicipalityFactory(), number)
    with django_assert_num_queries(1):
        assert list(published_pledges().values()) == [number] * number
