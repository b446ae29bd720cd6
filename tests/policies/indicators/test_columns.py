"""How an indicator and its values stand in the cells of a file."""

import pytest
from django.utils import translation

from kyodo_portal.spreadsheets.columns import of_files
from policies.indicators.columns import INDICATOR_COLUMNS, VALUE_COLUMNS, value_words
from policies.indicators.rows import value_row
from tests.factories.policies import written_values
from tests.file_cells import cells_of

ROW = {
    "id": 7,
    "plan": "mihon",
    "code": "11101",
    "text": "花壇を広げます。",
    "department": {"id": 1, "name": "公園課", "parent_name": "環境部"},
    "name": "花壇の数",
    "unit": "か所",
    "kind": "outcome",
    "direction": "down",
    "baseline": 40,
    "baseline_year": 2017,
    "target": 52.5,
    "target_year": 2022,
    "url": "/policies/mihon/11101/",
}
# Files have a line for each year's value; these are the columns that say the same in each.
WITHOUT_VALUES = [column for column in INDICATOR_COLUMNS if column.key != "values"]
UNSET = {"department": None, "kind": "", "direction": "", "baseline": None, "target": None}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("9,943,885", "9,943,885"),
        ("0", "0"),
        ("-", "測定なし"),
        ("未到来", "未到来"),
        ("", "記載なし"),
    ],
)
def test_value_is_told_as_written_or_why_there_is_none(written, words):
    [value] = written_values({2019: written})
    assert value_words(value_row(value)) == words


def test_why_there_is_no_value_is_told_in_the_readers_language():
    [value] = written_values({2019: "-"})
    with translation.override("en"):
        assert value_words(value_row(value)) == "Not measured"


def test_indicator_stands_in_one_row_without_its_values():
    cells = cells_of(WITHOUT_VALUES, ROW)
    assert "実績値（年度ごと）" not in {str(one.heading) for one in of_files(INDICATOR_COLUMNS)}
    assert (cells["施策番号"], cells["指標の担当課"]) == ("11101", "環境部 公園課")
    assert (cells["種類"], cells["望ましい向き"]) == ("成果", "減るほどよい")
    assert (cells["基準値"], cells["目標値"]) == (40, 52.5)


def test_what_the_city_did_not_set_leaves_its_cells_empty():
    cells = cells_of(WITHOUT_VALUES, {**ROW, **UNSET})
    assert [cells[name] for name in ("種類", "望ましい向き")] == ["", ""]
    assert [cells[name] for name in ("指標の担当課", "基準値", "目標値")] == [None, None, None]


def test_value_stands_in_one_row_with_its_indicator_year_and_status():
    [value] = written_values({2019: "-"})
    cells = cells_of(VALUE_COLUMNS, {**ROW, **value_row(value)})
    assert (cells["指標名"], cells["単位"]) == ("花壇の数", "か所")
    assert (cells["年度"], cells["年度（和暦）"]) == (2019, "令和元年度")
    assert (cells["実績値"], cells["実績値（資料のとおり）"]) == (None, "-")
    assert cells["実績値の状態"] == "測定なし"
    assert list(cells)[-2:] == ["アドレス", "指標の担当課"]
