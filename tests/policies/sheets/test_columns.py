"""How a sheet and a 施策 stand in the cells of a file."""

import pytest

from policies.indicators.rows import value_row
from policies.sheets.columns import MEASURE_COLUMNS, SHEET_COLUMNS, SHEET_VALUE_COLUMNS
from tests.factories.policies import written_values
from tests.file_cells import cells_of

CIVIC = {"id": 1, "name": "市民課", "parent_name": "総合政策部"}
WELFARE = {"id": 2, "name": "福祉課", "parent_name": None}
PARTS = [
    {"department": CIVIC, "actions": "花壇を増やしました。", "direction": "続けます。"},
    {"department": WELFARE, "actions": "花を配りました。", "direction": ""},
]


def indicator(name, unit, written):
    values = [value_row(value) for value in written_values(written)]
    return {"id": 3, "name": name, "unit": unit, "values": values}


SHEET = {
    "id": 7,
    "plan": "mihon",
    "municipality": "970018",
    "above": ["2 共に支え合うまち", "01 地域活動の促進"],
    "code": "120101",
    "text": "花壇を広げます。",
    "fiscal_year": 2019,
    "rating": "A",
    "rating_label": "措置したもの",
    "departments": [CIVIC, WELFARE],
    "department_text": "総合政策部　市民課",
    "sections": PARTS,
    "indicators": [
        indicator("花壇の数", "か所", {2018: "-", 2019: "8.1"}),
        indicator("参加の割合", "", {2019: ""}),
    ],
    "notes": "※速報値",
    "url": "/policies/mihon/120101/?fiscal_year=2019",
}


def test_sheet_stands_in_one_row_each_text_under_its_department():
    cells = cells_of(SHEET_COLUMNS, SHEET)
    assert cells["計画での位置"] == "2 共に支え合うまち ＞ 01 地域活動の促進"
    assert (cells["年度"], cells["年度（和暦）"]) == (2019, "令和元年度")
    assert (cells["反映区分"], cells["反映区分の説明"]) == ("A", "措置したもの")
    assert cells["担当課（登録名）"] == "総合政策部 市民課、福祉課"
    assert cells["具体的な取組"] == (
        "【総合政策部 市民課】\n花壇を増やしました。\n\n【福祉課】\n花を配りました。"
    )
    assert cells["今後の取組の方向性"] == "【総合政策部 市民課】\n続けます。\n\n【福祉課】\n"
    assert "担当課の記入" not in cells


@pytest.mark.parametrize(("parts", "text"), [(PARTS[:1], "花壇を増やしました。"), ([], "")])
def test_text_of_one_department_stands_alone(parts, text):
    assert cells_of(SHEET_COLUMNS, {**SHEET, "sections": parts})["具体的な取組"] == text


def test_indicators_stand_one_a_line_with_unit_and_values_or_why_there_is_none():
    assert cells_of(SHEET_COLUMNS, SHEET)["評価指標"] == (
        "花壇の数（か所）：平成30年度 測定なし、令和元年度 8.1\n参加の割合：令和元年度 記載なし"
    )
    assert cells_of(SHEET_COLUMNS, {**SHEET, "indicators": []})["評価指標"] == ""


def test_measure_without_a_sheet_has_empty_cells_for_year_and_count():
    cells = cells_of(
        MEASURE_COLUMNS,
        {**SHEET, "fiscal_year": None, "departments": [], "indicator_count": None},
    )
    assert (cells["年度"], cells["年度（和暦）"], cells["指標の数"]) == (None, "", None)
    assert cells["担当課（登録名）"] == ""


def test_values_of_one_measure_leave_out_what_its_sheet_says():
    assert [str(column.heading) for column in SHEET_VALUE_COLUMNS] == [
        "施策番号",
        "指標名",
        "単位",
        "年度",
        "年度（和暦）",
        "実績値",
        "実績値（資料のとおり）",
        "実績値の状態",
        "いつの値か",
        "実績値の注",
    ]
