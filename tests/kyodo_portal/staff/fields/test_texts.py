"""Texts of several lines, as they are pasted."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.staff.fields.texts import LinesField


def test_line_ends_of_all_systems_become_one():
    assert LinesField().clean(" 一\r\n二\r三\x0b四 ") == "一\n二\n三\n四"


def test_line_end_counts_as_one_character():
    assert LinesField(max_length=5).clean("一\r\n二\r\n三") == "一\n二\n三"
    with pytest.raises(ValidationError):
        LinesField(max_length=4).clean("一\r\n二\r\n三")


@pytest.mark.parametrize("text", ["\u202e逆", "改\x07行", "\x00"])
def test_characters_that_no_text_may_hold_are_refused(text):
    with pytest.raises(ValidationError):
        LinesField().clean(text)
