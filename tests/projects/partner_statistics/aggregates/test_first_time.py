"""初めての相手方: worked out by hand, with the first year held that tells nothing."""

from projects.partner_statistics.aggregates.first_time import PartnersOfYear, first_time
from tests.factories.counted_records import A, B, record

C = 3


def test_partners_of_no_earlier_year_are_first_time():
    # 2021: A (cannot be told). 2022: A again, B new. 2023: B again, C new, A gone.
    records = [record(2021, A), record(2022, A, B), record(2023, B, C)]
    assert first_time(records, {2021, 2022, 2023}) == [
        PartnersOfYear(2023, frozenset({B, C}), frozenset({C})),
        PartnersOfYear(2022, frozenset({A, B}), frozenset({B})),
        PartnersOfYear(2021, frozenset({A}), None),
    ]


def test_partner_that_comes_back_is_not_first_time():
    records = [record(2021, A), record(2022, B), record(2023, A)]
    assert first_time(records, {2021, 2022, 2023})[0].first_time == frozenset()


def test_first_year_of_a_department_can_be_told_where_an_earlier_year_is_held():
    # The municipality holds 2020, the department has its first record in 2021.
    assert first_time([record(2021, A)], {2020, 2021}) == [
        PartnersOfYear(2021, frozenset({A}), frozenset({A}))
    ]


def test_year_after_a_gap_is_told_from_what_is_held():
    # 2022 is not held: B counts as new in 2023, as the rule says beside the table.
    records = [record(2021, A), record(2023, A, B)]
    assert first_time(records, {2021, 2023})[0] == PartnersOfYear(
        2023, frozenset({A, B}), frozenset({B})
    )


def test_year_before_all_years_held_cannot_be_told_but_is_remembered():
    # A draft of 2020 names A; the first year held is 2021.
    rows = first_time([record(2020, A), record(2021, A, B), record(2022, A)], {2021, 2022})
    assert [row.first_time for row in rows] == [frozenset(), None, None]


def test_partner_in_two_records_of_a_year_is_one():
    [row] = first_time([record(2021, A), record(2021, A, B, project=11)], {2020, 2021})
    assert row == PartnersOfYear(2021, frozenset({A, B}), frozenset({A, B}))


def test_year_without_any_partner_has_a_row():
    assert first_time([record(2021)], {2020, 2021}) == [
        PartnersOfYear(2021, frozenset(), frozenset())
    ]


def test_nothing_held_tells_nothing():
    assert first_time([record(2021, A)], set()) == [PartnersOfYear(2021, frozenset({A}), None)]
