"""Percentages and stars: what can be written and what cannot."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.quantities.percentages import parse_percent
from pledges.reports.validators import check_stars


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", None),
        ("　", None),
        ("62", 62),
        ("６２％", 62),
        ("59.2", "59.2"),
        ("0", 0),
        ("100", 100),
    ],
)
def test_percent_is_read_as_published(written, read):
    assert parse_percent(written) == (None if read is None else Decimal(read))


@pytest.mark.parametrize("written", ["101", "100.1", "-1", "★", "1e2", "٣", "1000", "62点", "."])
def test_what_is_no_percentage_is_refused(written):
    with pytest.raises(ValidationError, match="0から100までの数で書いてください"):
        parse_percent(written)


@pytest.mark.parametrize("stars", [None, 0, 10])
def test_stars_on_the_scale_are_accepted(stars):
    assert check_stars(stars, 10) is None


@pytest.mark.parametrize("stars", [-1, 11])
def test_stars_off_the_scale_are_refused(stars):
    with pytest.raises(ValidationError, match="星は0から10までの数で書いてください"):
        check_stars(stars, 10)


def test_stars_of_a_set_without_stars_are_refused():
    with pytest.raises(ValidationError, match="この公約は星で評価しません"):
        check_stars(1, None)
