"""Stars on the set's scale, and percentages as the fields take them."""

import pytest
from django.core.exceptions import ValidationError

from pledges.reports.validators import check_stars, validate_percent_text


@pytest.mark.parametrize(("stars", "steps"), [(None, 10), (None, None), (0, 10), (10, 10), (2, 2)])
def test_stars_on_the_scale_are_accepted(stars, steps):
    assert check_stars(stars, steps) is None


@pytest.mark.parametrize("stars", [-1, 11])
def test_stars_off_the_scale_are_refused_by_name(stars):
    with pytest.raises(ValidationError) as refusal:
        check_stars(stars, 10)
    assert refusal.value.messages == [
        f"星は0から10までの数で書いてください（{stars}と書かれています）。"
    ]


def test_stars_of_a_set_without_stars_are_refused():
    with pytest.raises(ValidationError, match="この公約は星で評価しません"):
        check_stars(0, None)


@pytest.mark.parametrize("text", ["", "６２％", "59.2"])
def test_percentage_is_accepted_as_cities_write_it(text):
    assert validate_percent_text(text) is None


def test_what_is_no_percentage_is_refused_with_what_was_written():
    with pytest.raises(ValidationError) as refusal:
        validate_percent_text("約62")
    assert refusal.value.messages == [
        "「約62」は進捗として読み取れません。0から100までの数で書いてください（例：62、59.2）。"
    ]
