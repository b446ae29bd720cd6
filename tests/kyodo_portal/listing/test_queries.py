"""Queries of a list as addresses and forms carry them along."""

import pytest
from django.http import QueryDict

from kyodo_portal.listing.queries import kept, query_without, same_records
from projects.records.filters.records import ProjectRecordFilter


@pytest.mark.parametrize(
    ("query", "key", "value", "expected"),
    [
        ("form=koen&q=a", "form", "koen", "?q=a"),
        ("form=koen&form=itaku", "form", "koen", "?form=itaku"),
        ("q=a+b", "q", "a b", ""),
        ("q=%20a", "q", "a", ""),
        ("fiscal_year=2024&fiscal_year=2025", "fiscal_year", "2024", "?fiscal_year=2025"),
        ("fiscal_year=2025&q=a", "fiscal_year", "2025", "?fiscal_year=all&q=a"),
        ("form=koen", "form", "itaku", "?form=koen"),
    ],
)
def test_query_without_one_value(query, key, value, expected):
    data = QueryDict(query)
    assert query_without(data, key, value) == expected
    assert data == QueryDict(query)


def test_same_records_leave_the_order_and_change_what_is_named():
    filterset = ProjectRecordFilter.of(QueryDict("sort=name&form=koen&form=itaku&q=a"))
    assert same_records(filterset) == "?form=itaku&form=koen&q=a"
    assert same_records(filterset, form="hojo") == "?form=hojo&q=a"
    assert same_records(ProjectRecordFilter.of(QueryDict("sort=name"))) == ""


def test_form_sends_along_what_is_named_or_all_but_one():
    filterset = ProjectRecordFilter.of(QueryDict("sort=name&partner=1&partner=2&q=a"))
    assert kept(filterset, names=["sort", "partner"]) == [
        ("partner", "1"),
        ("partner", "2"),
        ("sort", "name"),
    ]
    assert kept(filterset, without="partner") == [("q", "a"), ("sort", "name")]
