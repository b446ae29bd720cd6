"""What values say: change, distance from baseline and target, and nothing that is not set."""

from decimal import Decimal

import pytest

from policies.indicators.rules.values import (
    Achievement,
    Change,
    achievement_in,
    as_number,
    change_in,
    counted,
    difference,
    is_reached,
    number_of,
    percent_done,
    value_in,
)
from policies.models import Indicator
from tests.factories.policies import unsaved_indicator, written_values


@pytest.mark.parametrize(
    ("before", "after", "direction", "expected"),
    [
        ("350", "740", "", Change(Decimal(390))),
        ("8.1", "8.2", "up", Change(Decimal("0.1"), is_better=True)),
        ("8.1", "8.2", "down", Change(Decimal("0.1"), is_better=False)),
        ("4", "3", "down", Change(Decimal(-1), is_better=True)),
        ("5", "5", "up", Change(Decimal(0))),
        ("-", "5", "up", None),
        ("5", "未到来", "", None),
        ("5", "", "", None),
    ],
)
def test_change_needs_two_numbers_and_judges_only_by_a_direction(
    before, after, direction, expected
):
    found = written_values({2018: before, 2019: after})
    assert change_in(Indicator(direction=direction), found, 2019) == expected


def test_change_is_against_the_year_before_alone():
    assert change_in(Indicator(), written_values({2017: "1", 2019: "2"}), 2019) is None


def test_change_is_written_with_the_decimals_of_its_numbers():
    change = change_in(Indicator(), written_values({2018: "9,943,885", 2019: "9,100,327"}), 2019)
    assert change.size == "843,558"
    assert number_of("8.10", Decimal("8.1")) == Decimal("8.10")


def test_achievement_is_nothing_without_baseline_and_target():
    assert achievement_in(Indicator(direction="up"), written_values({2019: "5"}), 2019) is None


def test_achievement_tells_only_what_was_set():
    indicator = Indicator(target_text="10", target=Decimal(10))
    found = achievement_in(indicator, written_values({2019: "7"}), 2019)
    assert (found.from_baseline, found.percent, found.is_reached) == (None, None, None)
    assert found.to_target.amount == -3
    indicator.direction = "down"
    assert achievement_in(indicator, written_values({2019: "7"}), 2019).is_reached is True


def test_percent_is_the_way_from_baseline_to_target():
    assert percent_done(Decimal(45), Decimal(40), Decimal(50)) == Decimal("50.0")
    assert percent_done(Decimal(45), Decimal(40), Decimal(40)) is None
    assert percent_done(Decimal(45), None, Decimal(40)) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(None, None), (Decimal("740.000000"), 740), (Decimal("8.1"), 8.1)]
)
def test_numbers_for_programs_are_whole_where_they_are(value, expected):
    assert repr(as_number(value)) == repr(expected)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8.10", "8.10"),
        ("9,943,885", "9943885"),
        ("-1.5", "-1.5"),
        ("0", "0"),
        ("-", "None"),
        ("未到来", "None"),
        ("", "None"),
    ],
)
def test_number_of_a_value_keeps_the_decimals_that_were_written(text, number):
    [value] = written_values({2019: text})
    assert str(counted(value)) == number


def test_no_value_has_no_number():
    assert counted(None) is None


def test_value_of_a_year_is_found_or_nothing():
    values = written_values({2018: "1", 2020: "3"})
    assert value_in(values, 2020) is values[1]
    assert value_in(values, 2019) is None


@pytest.mark.parametrize(
    ("before", "after", "direction", "size", "better"),
    [
        ("1.5", "3.0", "down", "1.5", False),
        ("3.0", "1.5", "up", "1.5", False),
        ("10", "8.25", "down", "1.75", True),
        ("0", "12000", "", "12,000", None),
        ("-2", "-5", "up", "3", False),
    ],
)
def test_difference_is_the_later_number_less_the_earlier(before, after, direction, size, better):
    change = difference(Decimal(before), Decimal(after), direction)
    assert (change.size, change.is_better) == (size, better)
    assert change.amount == Decimal(after) - Decimal(before)


@pytest.mark.parametrize(
    ("value", "direction", "expected"),
    [
        ("10", "up", True),
        ("9.9", "up", False),
        ("11", "up", True),
        ("10", "down", True),
        ("10.1", "down", False),
        ("9", "down", True),
        ("10", "", None),
    ],
)
def test_target_is_reached_on_the_side_that_the_city_wants(value, direction, expected):
    assert is_reached(Decimal(value), Decimal(10), direction) is expected


def test_without_a_target_nothing_is_reached():
    assert is_reached(Decimal(10), None, "up") is None


@pytest.mark.parametrize(
    ("value", "baseline", "target", "percent"),
    [
        ("40", "40", "50", "0.0"),
        ("50", "40", "50", "100.0"),
        ("38", "40", "50", "-20.0"),
        ("55", "40", "50", "150.0"),
        # Down from 30 to 10 the way is 20 long, and 23 has done 7 of it.
        ("23", "30", "10", "35.0"),
        # One of three: 33.33…
        ("1", "0", "3", "33.3"),
        ("2", "0", "3", "66.7"),
    ],
)
def test_percent_is_the_part_of_the_way_that_is_done(value, baseline, target, percent):
    found = percent_done(Decimal(value), Decimal(baseline), Decimal(target))
    assert str(found) == percent


def test_achievement_holds_everything_where_everything_is_set():
    indicator = unsaved_indicator(baseline_text="40", target_text="50.0", direction="up")
    assert achievement_in(indicator, written_values({2018: "99", 2019: "45"}), 2019) == Achievement(
        from_baseline=Change(Decimal(5)),
        to_target=Change(Decimal("-5.0")),
        percent=Decimal("50.0"),
        is_reached=False,
    )


@pytest.mark.parametrize("written", [{2018: "5"}, {2019: "-"}, {2019: ""}, {}])
def test_year_without_a_number_is_not_compared_with_a_target(written):
    indicator = unsaved_indicator(baseline_text="1", target_text="9")
    assert achievement_in(indicator, written_values(written), 2019) is None
