"""Ratings as sentence, chart and table."""

import pytest
from django.utils import translation

from kyodo_portal.listing.tables import Heading, Table, TableRow
from policies.sheets.views.ratings import (
    corner_of,
    full_label,
    grade_words,
    parts_words,
    ratings_chart,
    ratings_section,
    result_words,
)

A, B = Heading("A", "A", "措置したもの"), Heading("B", "B", "努力しているもの")
NONE = Heading("", "記載なし")
CIVIC, WELFARE = Heading(1, "市民課", "総合政策部"), Heading(2, "福祉課")


def table(columns, *rows):
    """Return a table of rows (heading, counts) in which no sheet stands twice."""
    body = [TableRow(heading, counts, sum(counts)) for heading, counts in rows]
    totals = [sum(counts) for counts in zip(*(row.counts for row in body), strict=True)]
    return Table(columns, body, totals, sum(totals))


TWO = table([A, B], (CIVIC, [5, 1]), (WELFARE, [3, 6]))
THREE = table([A, B, NONE], (CIVIC, [5, 1, 0]), (WELFARE, [3, 6, 2]))


@pytest.mark.parametrize(("grade", "words"), [(A, "A 措置したもの"), (NONE, "記載なし")])
def test_grade_is_letter_and_meaning(grade, words):
    assert grade_words(grade) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (TWO, "反映区分は A が8、B が7"),
        (THREE, "反映区分は A が8、B が7、記載なし が2"),
        (table([A], (CIVIC, [3])), "反映区分は A が3"),
    ],
)
def test_result_names_each_grade_with_its_number(found, words):
    assert result_words(found) == words


def test_result_is_a_sentence_in_english_too():
    with translation.override("en"):
        assert result_words(TWO) == "Ratings: A (8), B (7)"


@pytest.mark.parametrize(
    ("names", "corner"),
    [
        (["運営方針"], "運営方針"),
        (["柱", "柱"], "柱"),
        (["柱", "運営方針"], "計画の柱"),
        ([], "計画の柱"),
    ],
)
def test_corner_is_the_name_on_which_the_plans_agree(names, corner):
    assert corner_of(names) == corner


def test_row_is_named_with_what_it_belongs_to():
    assert (full_label(CIVIC), full_label(WELFARE)) == ("総合政策部 市民課", "福祉課")
    assert parts_words(CIVIC, [A, B], [5, 1]) == "総合政策部 市民課 A5施策、B1施策"


def test_two_grades_are_parts_of_each_row():
    chart = ratings_chart("担当課ごと", TWO).chart
    bars = [(bar.label, bar.value, bar.second) for bar in chart.rows]
    assert bars == [("総合政策部 市民課", 5, 1), ("福祉課", 3, 6)]
    assert (chart.series, chart.end_to_end) == (("A 措置したもの", "B 努力しているもの"), True)
    assert chart.description == "総合政策部 市民課 A5施策、B1施策、福祉課 A3施策、B6施策。"


def test_figures_are_of_measures_in_english_too():
    with translation.override("en"):
        chart = ratings_chart("By department", TWO).chart
    assert chart.unit == "measures"
    assert chart.description.startswith("総合政策部 市民課 A")
    assert chart.description.count(" measures") == 4


@pytest.mark.parametrize(
    ("found", "bars"),
    [
        (THREE, [("A 措置したもの", 8), ("B 努力しているもの", 7), ("記載なし", 2)]),
        (table([A], (CIVIC, [3]), (WELFARE, [1])), [("A 措置したもの", 4)]),
    ],
)
def test_other_numbers_of_grades_are_bars_of_their_own(found, bars):
    chart = ratings_chart("担当課ごと", found).chart
    assert [(bar.label, bar.value) for bar in chart.rows] == bars
    assert (chart.series, chart.end_to_end) == ((), False)


def section(**values):
    return ratings_section(
        "departments",
        "担当課ごとの反映区分",
        "担当課",
        TWO,
        lambda heading: f"/d/{heading.key}/",
        years="令和元年度",
        **values,
    )


def test_section_says_years_number_and_ratings_in_a_sentence():
    assert section().sentence == ("令和元年度の評価表は15施策です。反映区分は A が8、B が7です。")
    assert section(note="自己評価です。").sentence.endswith("B が7です。自己評価です。")


def test_section_holds_the_figures_with_addresses_and_totals():
    found = section()
    lines = [
        (line.label, line.note, line.url, [cell.text for cell in line.cells])
        for line in found.figures.lines
    ]
    assert lines == [
        ("市民課", "総合政策部", "/d/1/", ["5", "1", "6"]),
        ("福祉課", "", "/d/2/", ["3", "6", "9"]),
    ]
    [foot] = found.figures.foot
    assert [cell.text for cell in foot.cells] == ["8", "7", "15"]
    assert (found.figures.corner, found.figures.key) == ("担当課", "departments-table")
    assert found.figures.caption == "担当課 × 反映区分（施策の数）"
    assert found.drawing.chart.title == "担当課ごとの反映区分 令和元年度"
