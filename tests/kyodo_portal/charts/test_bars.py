import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from kyodo_portal.charts.bars import Bar, BarChart, Rectangle, Word, draw_bars, value_text


def chart(*rows, **fields):
    return BarChart("部署ごとの件数", "教育部8件、環境衛生部4件。", "件", rows, **fields)


def percent(text):
    return float(text.removesuffix("%"))


def test_draw_bars_one_series_places_label_bar_and_value():
    drawing = draw_bars(chart(Bar("教育部", 8)))
    room = 100 * (1 - (23 + 16) / 320)
    assert drawing.labels == [Word("教育部", "0", 15)]
    assert drawing.bars == [Rectangle("0.00%", 23, f"{room:.2f}%", is_second=False)]
    assert drawing.values == [Word("8件", f"{room:.2f}%", 36)]
    assert drawing.notes == []
    assert drawing.height == 47


def test_draw_bars_widths_are_in_proportion():
    first, second = draw_bars(chart(Bar("教育部", 8), Bar("環境衛生部", 4))).bars
    assert percent(first.width) == pytest.approx(2 * percent(second.width), abs=0.02)
    assert second.y - first.y == 54


def test_draw_bars_long_values_leave_room_for_their_words():
    drawing = draw_bars(chart(Bar("環境衛生部", 24684)))
    assert percent(drawing.bars[0].width) / 100 * 320 + 8 + len("24,684") * 9 + 14 <= 320


def test_draw_bars_tiny_value_is_still_seen():
    drawing = draw_bars(chart(Bar("総合政策部", 4), Bar("環境衛生部", 1_000_000)))
    assert drawing.bars[0].width == "0.40%"


def test_draw_bars_zero_has_no_width_but_its_figure():
    drawing = draw_bars(chart(Bar("教育部", 0)))
    assert drawing.bars == [Rectangle("0.00%", 23, "0.00%", is_second=False)]
    assert drawing.values == [Word("0件", "0.00%", 36)]


def test_draw_bars_no_value_says_why_and_draws_nothing():
    drawing = draw_bars(chart(Bar("教育部", None, no_value="データなし")))
    assert drawing.bars == []
    assert drawing.values == []
    assert drawing.notes == [Word("データなし", "0.00%", 36)]


def test_draw_bars_note_stands_below_the_label():
    drawing = draw_bars(chart(Bar("環境衛生部", 24684, "不明1件を除く")))
    assert drawing.notes == [Word("不明1件を除く", "0", 34)]
    assert drawing.bars[0].y == 42


def test_draw_bars_two_series_stand_one_under_the_other():
    drawing = draw_bars(chart(Bar("教育部", 8, second=4), series=("令和7年度", "令和6年度")))
    assert [(bar.y, bar.is_second) for bar in drawing.bars] == [(23, False), (47, True)]
    assert [word.text for word in drawing.values] == ["8件", "4件"]


def test_draw_bars_end_to_end_adds_the_parts():
    drawing = draw_bars(
        chart(Bar("環境衛生部", 3, second=2), series=("毎年実施", "記載なし"), end_to_end=True)
    )
    first, second = drawing.bars
    assert (first.y, first.is_second, second.y, second.is_second) == (23, False, 23, True)
    assert second.x == first.width
    assert [word.text for word in drawing.values] == ["5件"]


def test_draw_bars_end_to_end_without_any_value_says_why():
    row = Bar("教育部", None, no_value="データなし")
    drawing = draw_bars(chart(row, series=("毎年実施", "記載なし"), end_to_end=True))
    assert [word.text for word in drawing.notes] == ["データなし"]


def test_draw_bars_without_rows_is_empty():
    drawing = draw_bars(chart())
    assert (drawing.height, drawing.labels, drawing.bars) == (0, [], [])


@pytest.mark.parametrize(
    ("value", "text"),
    [(12827, "12,827件"), (Decimal("59.2"), "59.2件"), (None, "不明"), (0, "0件")],
)
def test_value_text(value, text):
    assert value_text(chart(), value, "不明") == text


def test_chart_bar_template_has_sentence_chart_and_table_in_order():
    drawing = draw_bars(
        chart(
            Bar("教育部 <1>", 8, url="/departments/1/"),
            Bar("環境衛生部", 4, second=None, no_value="不明"),
            series=("令和7年度", "令和6年度"),
            label_heading="所管部",
            total=(12, 0),
        )
    )
    with translation.override("ja"):
        page = render_to_string(
            "components/chart_bar.html", {"drawing": drawing, "sentence": "教育部が半分です。"}
        )
    places = [
        page.index(part) for part in ("教育部が半分です。", "<svg", "<desc", "<table", "<tfoot")
    ]
    assert places == sorted(places)
    assert "style=" not in page
    assert "<script" not in page
    assert "教育部 &lt;1&gt;" in page
    key = drawing.chart.key
    assert re.findall(r'id="([^"]+)"', page) == [f"{key}-title", f"{key}-desc", f"{key}-hatch"]
    assert '<a href="/departments/1/">' in page
