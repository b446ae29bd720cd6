"""What the values of an indicator say: change, and what was reached. Nothing is guessed.

A change is 増, 減 or 同じ and no judgement. Better or worse is said only where the city set a
direction, and a distance only from a baseline or target that the city set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from policies.indicators.choices import Direction, ValueStatus
from policies.indicators.models import Indicator, IndicatorValue


@dataclass(frozen=True)
class Change:
    """A difference between two numbers. `is_better` is None where no direction is set."""

    amount: Decimal
    is_better: bool | None = None

    @property
    def size(self) -> str:
        """Return the difference without its sign, as written: 1.5, 843,558."""
        return f"{abs(self.amount):,}"


@dataclass(frozen=True)
class Achievement:
    """A value against what the city set. Each part is None where that is not set.

    percent: how much of the way from baseline to target is done, with one decimal.
    is_reached: whether the target is met; only with a direction.
    """

    from_baseline: Change | None = None
    to_target: Change | None = None
    percent: Decimal | None = None
    is_reached: bool | None = None


def number_of(text: str, value: Decimal | None) -> Decimal | None:
    """Return a stored number with as many decimals as it was written with."""
    if value is None:
        return None
    _whole, _point, decimals = text.partition(".")
    return value.quantize(Decimal(1).scaleb(-len(decimals.strip())))


def value_in(values: Sequence[IndicatorValue], fiscal_year: int) -> IndicatorValue | None:
    """Return the value of a fiscal year, None where there is none."""
    return next((value for value in values if value.fiscal_year == fiscal_year), None)


def counted(value: IndicatorValue | None) -> Decimal | None:
    """Return the number of a value, None where there is no number."""
    if value is None or value.status != ValueStatus.COUNTED:
        return None
    return number_of(value.value_text, value.value)


def difference(before: Decimal | None, after: Decimal | None, direction: str) -> Change | None:
    """Return the change from one number to another, None unless both are there."""
    if before is None or after is None:
        return None
    amount = after - before
    if not direction or not amount:
        return Change(amount)
    return Change(amount, (amount > 0) == (direction == Direction.UP))


def change_in(
    indicator: Indicator, values: Sequence[IndicatorValue], fiscal_year: int
) -> Change | None:
    """Return the change against the year before, None unless both years have a number."""
    before, after = value_in(values, fiscal_year - 1), value_in(values, fiscal_year)
    return difference(counted(before), counted(after), indicator.direction)


def achievement_in(
    indicator: Indicator, values: Sequence[IndicatorValue], fiscal_year: int
) -> Achievement | None:
    """Return a year's value against baseline and target, None where neither can be compared."""
    value = counted(value_in(values, fiscal_year))
    baseline = number_of(indicator.baseline_text, indicator.baseline)
    target = number_of(indicator.target_text, indicator.target)
    if value is None or (baseline is None and target is None):
        return None
    return Achievement(
        from_baseline=difference(baseline, value, ""),
        to_target=difference(target, value, ""),
        percent=percent_done(value, baseline, target),
        is_reached=is_reached(value, target, indicator.direction),
    )


def percent_done(
    value: Decimal, baseline: Decimal | None, target: Decimal | None
) -> Decimal | None:
    """Return how much of the way from baseline to target is done, in per cent."""
    if baseline is None or target is None or baseline == target:
        return None
    return (100 * (value - baseline) / (target - baseline)).quantize(Decimal("0.1"))


def is_reached(value: Decimal, target: Decimal | None, direction: str) -> bool | None:
    """Whether a value meets a target; None without target or direction."""
    if target is None or not direction:
        return None
    return value >= target if direction == Direction.UP else value <= target


def as_number(value: Decimal | None) -> int | float | None:
    """Return a stored number as programs read it: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
