import pytest

from kyodo_portal.charts.labels import text_width, wrapped


@pytest.mark.parametrize(("text", "pixels"), [("", 0), ("教育部", 42), ("8件", 23), ("ｶﾅ", 18)])
def test_text_width_counts_full_and_half_width(text, pixels):
    assert text_width(text) == pixels


def test_wrapped_short_text_is_one_line():
    assert wrapped("教育部", 320) == ["教育部"]


def test_wrapped_long_text_breaks_before_the_room_ends():
    assert wrapped("あいうえお", 28) == ["あい", "うえ", "お"]


def test_wrapped_letter_wider_than_the_room_stands_alone():
    assert wrapped("あい", 1) == ["あ", "い"]


def test_wrapped_empty_text_is_one_empty_line():
    assert wrapped("", 320) == [""]
