from decimal import Decimal

import pytest

from policies.indicators.rules.values import (
    Change,
    achievement_in,
    as_number,
    change_in,
    number_of,
    percent_done,
)
from policies.models import Indicator, IndicatorValue


def values(**written):
    made = []
    for year, text in written.items():
        value = IndicatorValue(fiscal_year=int(year.strip("y")), value_text=text)
        value.clean()
        made.append(value)
    return made


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
    found = values(y2018=before, y2019=after)
    assert change_in(Indicator(direction=direction), found, 2019) == expected


def test_change_is_against_the_year_before_alone():
    assert change_in(Indicator(), values(y2017="1", y2019="2"), 2019) is None


def test_change_is_written_with_the_decimals_of_its_numbers():
    change = change_in(Indicator(), values(y2018="9,943,885", y2019="9,100,327"), 2019)
    assert change.size == "843,558"
    assert number_of("8.10", Decimal("8.1")) == Decimal("8.10")


def test_achievement_is_nothing_without_baseline_and_target():
    assert achievement_in(Indicator(direction="up"), values(y2019="5"), 2019) is None


def test_achievement_tells_only_what_was_set():
    indicator = Indicator(target_text="10", target=Decimal(10))
    found = achievement_in(indicator, values(y2019="7"), 2019)
    assert (found.from_baseline, found.percent, found.is_reached) == (None, None, None)
    assert found.to_target.amount == -3
    indicator.direction = "down"
    assert achievement_in(indicator, values(y2019="7"), 2019).is_reached is True


def test_percent_is_the_way_from_baseline_to_target():
    assert percent_done(Decimal(45), Decimal(40), Decimal(50)) == Decimal("50.0")
    assert percent_done(Decimal(45), Decimal(40), Decimal(40)) is None
    assert percent_done(Decimal(45), None, Decimal(40)) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(None, None), (Decimal("740.000000"), 740), (Decimal("8.1"), 8.1)]
)
def test_numbers_for_programs_are_whole_where_they_are(value, expected):
    assert repr(as_number(value)) == repr(expected)
