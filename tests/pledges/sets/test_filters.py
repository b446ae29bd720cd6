"""The conditions of the list of sets."""

import pytest
from django.http import QueryDict

from kyodo_portal.publishing.choices import State
from pledges.sets.filters import PledgeSetFilter
from tests.factories.pledge_sets import PledgeSetFactory, published_report, report_in

pytestmark = pytest.mark.django_db


def found(query):
    filterset = PledgeSetFilter.of(QueryDict(query))
    assert filterset.is_valid(), filterset.form.errors
    return [one.slug for one in filterset.rows()]


@pytest.fixture
def sets():
    """Two cities' sets, reported for 2023 and for 2023 and 2024; one with a draft alone."""
    first, second, silent = (PledgeSetFactory(slug=f"city-{number}") for number in (1, 2, 3))
    published_report(pledge_set=first)
    for day in ("2024-03-31", "2025-03-31"):
        published_report(pledge_set=second, as_of=day)
    report_in(State.DRAFT, pledge_set=first, as_of="2025-03-31")
    report_in(State.DRAFT, pledge_set=silent)
    return first, second, silent


def test_list_without_conditions_is_all_that_is_reported(sets):
    assert found("") == ["city-1", "city-2"]


def test_municipality_by_its_code(sets):
    first, second, silent = (one.municipality.code for one in sets)
    assert found(f"municipality={second}") == ["city-2"]
    assert found(f"municipality={first}&municipality={second}") == ["city-1", "city-2"]
    assert found(f"municipality={silent}") == []


def test_year_counts_published_reports_and_lists_a_set_once(sets):
    assert found("fiscal_year=2023") == ["city-1", "city-2"]
    assert found("fiscal_year=2024") == ["city-2"]
    assert found("fiscal_year=2023&fiscal_year=2024") == ["city-1", "city-2"]
    assert found("fiscal_year=2001") == []


@pytest.mark.parametrize("query", ["fiscal_year=abc", "fiscal_year=R5", "municipality=12"])
def test_what_cannot_be_read_is_refused(query):
    assert not PledgeSetFilter.of(QueryDict(query)).is_valid()
