"""What a file shows of a set in one cell."""

import pytest

from pledges.sets.columns import SET_COLUMNS

CELLS = {column.key: column for column in SET_COLUMNS}


@pytest.mark.parametrize(
    ("key", "value", "cell"),
    [
        ("levels", [{"name": "全体"}, {"name": "公約"}], "全体、公約"),
        ("status_words", [{"word": "達成", "meaning": "終わった"}, {"word": "順調"}], "達成、順調"),
        ("status_words", [], ""),
        ("fiscal_years", [2024, 2023], "2024、2023"),
        ("fiscal_years", [], ""),
        ("star_steps", None, None),
        ("term_text", "令和8年7月から", "令和8年7月から"),
    ],
)
def test_cell(key, value, cell):
    assert CELLS[key].value({key: value}) == cell
