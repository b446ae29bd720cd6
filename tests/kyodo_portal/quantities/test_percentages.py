"""Percentages: what can be written and what cannot."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.quantities.percentages import parse_percent


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", None),
        ("　", None),
        ("62", "62"),
        ("６２％", "62"),
        ("62 %", "62"),
        ("59.2", "59.2"),
        ("62.50", "62.50"),
        ("99.999", "99.999"),
        ("0", "0"),
        ("100", "100"),
        ("100.000", "100.000"),
    ],
)
def test_percent_is_read_with_its_digits_as_published(written, read):
    assert str(parse_percent(written)) == str(read)


@pytest.mark.parametrize(
    "written",
    ["101", "100.1", "100.001", "-1", "★", "1e2", "٣", "1000", "62点", ".", ".5", "62%%", "1.2345"],
)
def test_what_is_no_percentage_is_refused(written):
    with pytest.raises(ValidationError, match="0から100までの数で書いてください"):
        parse_percent(written)
