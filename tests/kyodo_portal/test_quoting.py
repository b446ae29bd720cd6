"""How a message repeats what somebody typed."""

import pytest

from kyodo_portal.text import quotable


@pytest.mark.parametrize(
    ("value", "quotation"),
    [
        ("R7.2.30", "R7.2.30"),
        (12.5, "12.5"),
        ("一行目\n二行目\x00", "一行目 二行目 "),
        ("\u202e逆", " 逆"),
        ("あ" * 40, "あ" * 40),
        ("あ" * 41, "あ" * 40 + "…"),
    ],
)
def test_quotation_is_one_short_line(value, quotation):
    assert quotable(value) == quotation
