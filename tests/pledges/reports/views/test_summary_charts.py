"""The drawings of one report."""

from decimal import Decimal

import pytest

from pledges.reports.views.summary_charts import top_bars, top_radar, word_bars
from tests.factories.pledge_tables import IN_WORDS, item, table


def bars(drawing):
    return [(bar.label, bar.value, bar.no_value) for bar in drawing.chart.rows]


def test_bars_of_the_first_level_say_where_there_is_no_figure():
    found = table(
        item("1", "62", number="Ⅰ"),
        item("1-1", "99"),
        item("2", status="not_stated"),
        item("3", "0"),
        item("4", percent_computed="41"),
    )
    drawing = top_bars(found)
    assert bars(drawing) == [
        ("柱 Ⅰ", Decimal(62), "評価あり"),
        ("柱 2", None, "資料に記載なし"),
        ("柱 3", Decimal(0), "評価あり"),
        ("柱 4", Decimal(41), "未評価"),
    ]
    chart = drawing.chart
    assert (chart.title, chart.unit, chart.full) == ("柱の進捗", "％", 100)
    assert chart.description == "Ⅰが62％、3が0％、4が41％です。"
    # One bar for each figure, of which 0 has no width; none for what has no figure.
    assert len(drawing.bars) == 3
    assert drawing.bars[1].width == "0.00%"


def test_without_any_figure_there_are_no_bars():
    assert top_bars(table(item("1"), item("2"))) is None
    assert top_bars(table()) is None


def percents(*figures):
    return table(*(item(str(place), text) for place, text in enumerate(figures, start=1)))


def test_radar_has_an_axis_for_each_of_the_first_level():
    drawing = top_radar(percents("62", "56", "60.5"))
    assert drawing.chart.axes == [
        ("1", Decimal(62), "62％"),
        ("2", Decimal(56), "56％"),
        ("3", Decimal("60.5"), "60.5％"),
    ]
    assert (drawing.chart.title, len(drawing.dots)) == ("柱の形", 3)


@pytest.mark.parametrize(
    ("figures", "is_drawn"),
    [
        (["62", "56"], False),
        (["62", "56", None], False),
        (["62", "56", "60"], True),
        (["50"] * 12, True),
        (["50"] * 13, False),
        ([], False),
    ],
)
def test_radar_needs_three_to_twelve_figures_and_no_gap(figures, is_drawn):
    assert (top_radar(percents(*figures)) is not None) is is_drawn


def test_bars_of_words_count_the_lowest_level():
    found = table(
        item("1", word="遅れ"),
        item("1-1", word="順調"),
        item("1-2"),
        item("1-3", word="順調"),
        levels=IN_WORDS,
        words=("達成", "順調"),
    )
    drawing = word_bars(found)
    assert [(bar.label, bar.value) for bar in drawing.chart.rows] == [
        ("達成", 0),
        ("順調", 2),
        ("未評価", 1),
    ]
    assert drawing.chart.title == "状況ごとの公約の数"
    assert drawing.chart.description == "達成 0、順調 2、未評価 1"


def test_scale_without_words_and_report_without_items_have_no_bars_of_words():
    assert word_bars(percents("62")) is None
    assert word_bars(table(levels=IN_WORDS, words=("達成",))) is None
