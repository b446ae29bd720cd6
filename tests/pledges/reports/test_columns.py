"""What a file shows of a line of 総括表 and of a compared item in one cell."""

import pytest

from pledges.reports.columns import COMPARISON_COLUMNS, LINE_COLUMNS

CELLS = {column.key: column for column in LINE_COLUMNS}


@pytest.mark.parametrize(
    ("key", "value", "cell"),
    [
        ("roll_up", "none", "計算しない"),
        ("roll_up", "mean_of_published", "下の段階の公表値の平均"),
        ("roll_up", "mean_of_exact", "下の段階の端数を残した値の平均"),
        ("rounding", "none", "そのまま"),
        ("rounding", "truncated", "切り捨て"),
        ("rounding", "rounded", "四捨五入"),
        ("status", "rated", "評価あり"),
        ("status", "not_rated", "未評価"),
        ("status", "not_applicable", "該当なし"),
        ("status", "not_stated", "資料に記載なし"),
        ("rule_is_inferred", True, "推定"),
        ("rule_is_inferred", False, ""),
        (
            "departments",
            [{"id": 1, "name": "公園課"}, {"id": None, "name": "道路課"}],
            "公園課、道路課",
        ),
        ("departments", [], ""),
        (
            "initiatives",
            ["花壇を広げました。", "植樹をしました。"],
            "花壇を広げました。\n植樹をしました。",
        ),
        ("stars", None, None),
        ("stars", 0, 0),
        ("percent_published", 59.2, 59.2),
    ],
)
def test_cell_of_a_line(key, value, cell):
    assert CELLS[key].value({key: value}) == cell


@pytest.mark.parametrize("columns", [LINE_COLUMNS, COMPARISON_COLUMNS])
def test_no_key_and_no_heading_stands_twice(columns):
    for name in ("key", "heading"):
        found = [str(getattr(column, name)) for column in columns]
        assert sorted(set(found)) == sorted(found)
