"""相手方の割合: numerators and denominators worked out by hand, and what always holds."""

import pytest
from hypothesis import given

from projects.partner_statistics.aggregates.shares import Share, shares
from tests.factories.counted_records import CITY, CLASS, RECORDS, A, B, record


def test_share_is_of_the_records_that_name_a_partner():
    records = [
        record(2021, A),
        record(2021, A, B, project=11),
        record(2022, B, excluded=CLASS),
        record(2022, A, project=11),
        # In neither number: the city alone, a class alone, nobody.
        record(2022, project=12, excluded=CITY),
        record(2022, project=13, excluded=CLASS),
        record(2022, project=14),
    ]
    # Four of seven records name a partner: A in 3 of 4, B in 2 of 4.
    found = shares(records)
    assert found == [Share(A, 3, 4), Share(B, 2, 4)]
    assert [share.percent for share in found] == [75.0, 50.0]


def test_share_without_any_partner_is_nothing_and_no_division_by_zero():
    assert shares([]) == []
    assert shares([record(2021), record(2021, excluded=CITY, project=11)]) == []


@pytest.mark.parametrize(
    ("records", "of", "percent"),
    # 1/3 = 33.33…, 2/3 = 66.66…, 1/16 = 6.25 (half a tenth upwards), 1/2000 = 0.05.
    [(1, 3, 33.3), (2, 3, 66.7), (1, 16, 6.3), (1, 2000, 0.1), (1, 2001, 0.0), (5, 5, 100.0)],
)
def test_percent_is_rounded_half_up_to_one_decimal(records, of, percent):
    assert Share(A, records, of).percent == percent


@given(RECORDS)
def test_numerators_add_up_to_the_names_in_the_records(records):
    found = shares(records)
    with_partner = sum(bool(one.partners) for one in records)
    assert {share.of for share in found} <= {with_partner}
    assert all(0 < share.records <= share.of for share in found)
    assert sum(share.records for share in found) == sum(len(one.partners) for one in records)
