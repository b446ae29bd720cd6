"""What a sheet writes as a value, read."""

from decimal import Decimal

import pytest

from kyodo_portal.quantities.indicator_values import InvalidValue, ParsedValue, parse_value
from policies.indicators.choices import ValueStatus


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8.1", "8.1"),
        ("9,943,885", "9943885"),
        ("９，９４３", "9943"),
        (" 0 ", "0"),
        ("-3", "-3"),
        ("−3.50", "-3.50"),
        ("99999999999999.999999", "99999999999999.999999"),
    ],
)
def test_number_is_read(text, number):
    assert parse_value(text) == ParsedValue(Decimal(number), ValueStatus.COUNTED)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", ValueStatus.NOT_ENTERED),
        ("　", ValueStatus.NOT_ENTERED),
        ("-", ValueStatus.NOT_MEASURED),
        ("－", ValueStatus.NOT_MEASURED),
        ("ー", ValueStatus.NOT_MEASURED),
        ("未到来", ValueStatus.NOT_DUE),
    ],
)
def test_what_is_no_number_has_its_own_status(text, status):
    assert parse_value(text) == ParsedValue(None, status)


@pytest.mark.parametrize(
    "text", ["約10", "10件", "1,0", "1.2.3", "1e5", "NaN", "Infinity", "٣", "1_000", "--1", "."]
)
def test_anything_else_is_refused_with_the_text(text):
    with pytest.raises(InvalidValue, match="数字として読み取れません"):
        parse_value(text)


@pytest.mark.parametrize("text", ["1" * 15, "0.1234567"])
def test_too_many_digits_are_refused(text):
    with pytest.raises(InvalidValue, match="けたが多すぎます"):
        parse_value(text)
