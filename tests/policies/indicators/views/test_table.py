"""The table of a sheet's indicators: nothing guessed, nothing later than the sheet."""

import pytest
from django.utils import translation

from kyodo_portal.organizations.models import Department
from policies.indicators.rules.values import Achievement, Change
from policies.indicators.views.table import (
    cell_of,
    change_words,
    empty_words,
    indicator_table,
    line_of,
    meta_of,
    reached_words,
    set_words,
    spark_of,
    table_note,
    with_change,
    years_between,
)
from tests.factories.policies import shown_indicator, unsaved_indicator, written_values


def texts(line):
    return [cell.text for cell in line.cells]


def test_sheet_without_indicators_has_no_table():
    assert indicator_table([], 2019, ["※注"]) is None


def test_table_runs_from_the_first_value_of_any_indicator_to_the_sheets_year():
    shown = [
        shown_indicator({2018: "1", 2019: "2"}, name="花壇の数"),
        shown_indicator({2016: "-"}, name="公園の数"),
    ]
    table = indicator_table(shown, 2019)
    assert table.years == [2016, 2017, 2018, 2019]
    assert table.columns[2:] == [("平成30年度", "2018"), ("令和元年度", "2019")]
    assert [texts(line) for line in table.lines] == [
        ["データなし", "データなし", "1", "2"],
        ["- 測定なし", "データなし", "データなし", "データなし"],
    ]
    assert [line.change for line in table.lines] == ["増 1", "比べられません"]
    assert [line.is_comparable for line in table.lines] == [True, False]


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ({2019: "1"}, [2018, 2019]),
        ({2018: "1"}, [2018, 2019]),
        ({2017: "1", 2019: "2"}, [2017, 2018, 2019]),
        ({}, [2018, 2019]),
    ],
)
def test_the_year_before_stands_beside_the_sheets_year_at_least(written, years):
    assert years_between(written_values(written), 2019) == years


def test_notes_stand_once_the_sheets_own_before_those_of_its_values():
    shown = shown_indicator({2018: "1", 2019: "2"})
    shown.values[0].note, shown.values[1].note = "※速報値", "※調査の方法を変えました。"
    again = shown_indicator({2019: "3"})
    again.values[0].note = "※速報値"
    table = indicator_table([shown, again], 2019, ["※市の注", "", "※速報値"])
    assert table.notes == ["※市の注", "※速報値", "※調査の方法を変えました。"]


@pytest.mark.parametrize(
    ("values", "reached"),
    [({}, False), ({"target_text": "5"}, True), ({"baseline_text": "0"}, True)],
)
def test_column_of_what_was_reached_stands_where_any_indicator_has_something_to_reach(
    values, reached
):
    shown = [shown_indicator({2019: "2"}), shown_indicator({2019: "2"}, **values)]
    assert indicator_table(shown, 2019).has_reached is reached


@pytest.mark.parametrize(
    ("written", "text", "is_empty"),
    [
        ("9,943,885", "9,943,885", False),
        ("０", "０", False),
        ("-", "- 測定なし", True),
        ("－", "－ 測定なし", True),
        ("未到来", "未到来", True),
        ("", "資料に記載なし", True),
    ],
)
def test_cell_shows_what_was_written_or_why_there_is_nothing(written, text, is_empty):
    [value] = written_values({2019: written})
    value.as_of_text = "令和2年4月1日現在"
    cell = cell_of(value, is_current=True)
    assert (cell.text, cell.small, cell.is_empty) == (text, "令和2年4月1日現在", is_empty)
    # Only a number is set off as the sheet's own.
    assert cell.is_current is not is_empty


def test_year_without_a_row_is_no_data():
    cell = cell_of(None, is_current=True)
    assert (cell.text, cell.small, cell.is_empty, cell.is_current) == (
        "データなし",
        "",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Not stated in the source", "- Not measured", "No data"]),
        ("ja", ["資料に記載なし", "- 測定なし", "データなし"]),
    ],
)
def test_kinds_of_empty_stay_apart_in_every_language(language, words):
    blank, dash = written_values({2018: "", 2019: "-"})
    with translation.override(language):
        found = [empty_words(blank), empty_words(dash), cell_of(None, is_current=False).text]
    assert found == words


@pytest.mark.parametrize(
    ("change", "japanese", "english"),
    [
        (Change(390), "増 390", "Up 390"),
        (Change(-843558), "減 843,558", "Down 843,558"),
        (Change(0), "同じ", "Same"),
        (Change(5, is_better=True), "増 5（改善）", "Up 5 (improved)"),
        (Change(5, is_better=False), "増 5（悪化）", "Up 5 (worsened)"),
        (Change(-5, is_better=True), "減 5（改善）", "Down 5 (improved)"),
    ],
)
def test_change_is_judged_only_where_a_direction_is_set(change, japanese, english):
    assert change_words(change) == japanese
    with translation.override("en"):
        assert change_words(change) == english


def test_what_the_city_set_stands_below_the_name():
    indicator = unsaved_indicator(kind="outcome", direction="down")
    indicator.department = Department(name="公園課")
    assert meta_of(indicator) == ["成果", "減るほどよい", "公園課"]
    assert meta_of(unsaved_indicator()) == []


@pytest.mark.parametrize(
    ("year", "words"), [(2022, "目標値 52.5（令和4年度）"), (None, "目標値 52.5")]
)
def test_target_is_told_with_its_year_where_there_is_one(year, words):
    assert set_words("目標値", "52.5", year) == words


def test_difference_follows_the_words_where_there_is_a_number():
    assert with_change("目標値 50", Change(-5)) == "目標値 50との差 減 5"
    assert with_change("目標値 50", None) == "目標値 50"


def test_everything_that_was_set_is_told_with_the_years_value():
    indicator = unsaved_indicator(
        baseline_text="40",
        baseline_year=2017,
        target_text="50",
        target_year=2022,
        direction="up",
    )
    line = line_of(shown_indicator({2018: "44", 2019: "45"}), [2018, 2019], 2019)
    assert line.reached == []
    found = Achievement(Change(5), Change(-5), 50, is_reached=False)
    assert reached_words(indicator, found) == [
        "基準値 40（平成29年度）との差 増 5",
        "目標値 50（令和4年度）との差 減 5",
        "目標は未達成",
        "基準値から目標値までの 50%",
    ]
    assert reached_words(indicator, None) == [
        "基準値 40（平成29年度）",
        "目標値 50（令和4年度）",
    ]


def test_line_tells_change_and_target_of_the_sheets_year_alone():
    shown = shown_indicator(
        {2017: "1", 2018: "3.0", 2019: "2.5"}, direction="down", target_text="2.5"
    )
    line = line_of(shown, [2017, 2018, 2019], 2019)
    assert (line.change, line.reached) == (
        "減 0.5（改善）",
        ["目標値 2.5との差 同じ", "目標を達成"],
    )
    assert [cell.is_current for cell in line.cells] == [False, False, True]


def test_small_bars_say_each_years_figure_with_its_unit():
    shown = shown_indicator({2017: "1", 2018: "-", 2019: "9,000"}, unit="人")
    spark = spark_of(shown.indicator, shown.values, [2016, 2017, 2018, 2019])
    assert spark.title == (
        "平成28年度 データなし、平成29年度 1人、平成30年度 - 測定なし、令和元年度 9,000人"
    )
    # A bar for each number, the last year's being the strong one.
    assert [bar.is_old for bar in spark.bars] == [True, False]


def test_one_number_has_no_bars():
    shown = shown_indicator({2018: "-", 2019: "9"})
    assert spark_of(shown.indicator, shown.values, [2018, 2019]) is None


SET = {"baseline_text": "1", "target_text": "5", "direction": "up"}


@pytest.mark.parametrize(
    ("indicators", "words"),
    [
        ([SET], ""),
        (
            [{}],
            "基準値、目標値、指標の向きは資料に記載なし。増減は良し悪しを表しません。",
        ),
        ([{**SET, "direction": ""}], "指標の向きは資料に記載なし。増減は良し悪しを表しません。"),
        # One of two says it: then it is not missing, but not every change can be judged.
        ([SET, {}], "増減は良し悪しを表しません。"),
        ([SET, {"direction": "down"}], ""),
        ([{"direction": "up"}], "基準値、目標値は資料に記載なし。"),
    ],
)
def test_note_tells_what_no_indicator_has(indicators, words):
    found = table_note([unsaved_indicator(**values) for values in indicators], 2019)
    assert found == f"この年度の評価表は、令和元年度までの実績を示します。{words}"


def test_note_is_a_sentence_in_english_too():
    with translation.override("en"):
        found = table_note([unsaved_indicator(direction="up")], 2019)
    assert found == (
        "The evaluation sheet for this fiscal year shows actual values up to FY2019."
        " Not stated in the source: Baseline, Target value."
    )
