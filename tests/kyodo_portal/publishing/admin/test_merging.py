"""Who changed a value, and where two texts differ."""

import pytest

from kyodo_portal.publishing.admin.merging import Side, differing, side_of


@pytest.mark.parametrize(
    ("opened", "now", "typed", "side"),
    [
        ("a", "a", "a", ""),
        ("a", "b", "b", ""),  # both typed the same
        ("a", "b", "a", Side.THEIRS),
        ("a", "a", "b", Side.MINE),
        ("a", "b", "c", Side.BOTH),
        (
            [{"id": 1, "name": "旧"}],
            [{"id": 1, "name": "新"}],
            [{"id": 2, "name": "別"}],
            Side.MINE,
        ),
    ],
)
def test_side_follows_from_three_values(opened, now, typed, side):
    assert side_of(opened, now, typed, is_known=True) == side


def test_both_are_asked_where_it_is_not_known_how_it_was_opened():
    assert side_of(None, "a", "b", is_known=False) == Side.BOTH
    assert side_of(None, "a", "a", is_known=False) == ""


def test_what_waited_waits_until_it_is_chosen_or_the_same():
    assert side_of("a", "a", "b", is_known=True, waits=True) == Side.BOTH
    assert side_of("a", "b", "b", is_known=True, waits=True) == ""


@pytest.mark.parametrize(
    ("text", "other", "parts"),
    [
        ("場としても活用", "場として活用", ("場として", "も", "活用")),
        ("場として活用", "場としても活用", ("場として", "", "活用")),
        ("同じ", "同じ", ("同じ", "", "")),
        ("", "新しい", ("", "", "")),
        ("新しい", "", ("", "新しい", "")),
        ("ああ", "あああ", ("ああ", "", "")),
        ("甲", "乙", ("", "甲", "")),
    ],
)
def test_part_that_differs_is_cut_out(text, other, parts):
    assert differing(text, other) == parts
    assert "".join(parts) == text
