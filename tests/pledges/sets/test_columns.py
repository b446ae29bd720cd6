"""What files say of a set's levels and words, which the API says in parts."""

import pytest

from kyodo_portal.spreadsheets.columns import of_files
from pledges.sets.columns import SET_COLUMNS

LEVEL = {
    "name": "公約",
    "has_stars": True,
    "has_percent": True,
    "roll_up": "none",
    "rounding": "none",
    "decimals": 0,
    "is_inferred": False,
    "rule": "計算しません。",
}
ROW = {
    "levels": [LEVEL, {**LEVEL, "name": "施策", "has_percent": False, "is_inferred": True}],
    "status_words": [
        {"word": "完了", "meaning": "終わったもの"},
        {"word": "着手", "meaning": "始めたもの"},
    ],
    "fiscal_years": [2023, 2022],
}


def cell(key):
    [column] = [column for column in SET_COLUMNS if column.key == key]
    return column.value(ROW)


def test_names_and_words_stand_in_one_cell_each():
    assert (cell("levels"), cell("status_words")) == ("公約、施策", "完了、着手")
    assert cell("fiscal_years") == "2023、2022"


def test_rules_and_meanings_stand_in_columns_of_their_own_at_the_end():
    assert [column.key for column in of_files(SET_COLUMNS)][-2:] == [
        "level_rules",
        "status_word_meanings",
    ]
    assert cell("level_rules") == (
        "公約：星で評価する／パーセントで示す／計算しません。\n"
        "施策：星で評価する／計算しません。／公表値から推定した決まり"
    )
    assert cell("status_word_meanings") == "完了：終わったもの\n着手：始めたもの"


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("status_words", [], ""),
        ("fiscal_years", [], ""),
        ("star_steps", None, None),
        ("term_text", "令和8年7月から", "令和8年7月から"),
    ],
)
def test_cell_of_what_is_missing_or_plain(key, value, shown):
    [column] = [column for column in SET_COLUMNS if column.key == key]
    assert column.value({key: value}) == shown
