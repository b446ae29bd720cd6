"""Figures as tables of words: data that is not held, differences, totals."""

import pytest

from kyodo_portal.listing.figures import (
    FigureCell,
    FigureLine,
    Figures,
    by_category,
    by_year,
    difference,
    has_difference,
    number,
)
from kyodo_portal.listing.tables import Heading, table_of

Y2023, Y2024, Y2025 = (Heading(year, str(year)) for year in (2023, 2024, 2025))
NO_DATA = FigureCell("データなし", is_empty=True)


def texts(line):
    return [cell.text for cell in line.cells]


def test_number_has_its_thousands():
    assert number(1_234_567) == FigureCell("1,234,567")


@pytest.mark.parametrize(
    ("counts", "words"),
    [([3, 3], "増減なし"), ([1, 1_500], "増 1,499"), ([5, 2], "減 3"), ([9, 1, 2], "増 1")],
)
def test_difference_is_of_the_last_two_years(counts, words):
    columns = [Y2023, Y2024, Y2025][-len(counts) :]
    assert difference(counts, columns) == [FigureCell(words)]


@pytest.mark.parametrize("columns", [[], [Y2025], [Y2023, Y2025]])
def test_years_that_do_not_follow_each_other_have_no_difference(columns):
    assert not has_difference(columns)
    assert difference([1] * len(columns), columns) == []


def test_year_without_any_record_of_a_city_is_no_data():
    here, there = Heading(1, "教育部", "苫小牧市"), Heading(2, "総務部", "苫小牧市")
    other = Heading(3, "教育部", "帯広市")
    cells = {(1, 2024): 2, (1, 2025): 5, (2, 2025): 1, (3, 2025): 1_000}
    figures = by_year(
        table_of([here, there, other], [Y2024, Y2025], cells),
        caption="部署 × 年度",
        corner="所管部",
        total_label="計",
        url_of=lambda heading: f"?department={heading.key}",
        key="departments",
    )
    assert figures.columns == [
        ("令和6年度", "2024"),
        ("令和7年度", "2025"),
        ("計", ""),
        ("前年度との差", ""),
    ]
    assert [texts(line) for line in figures.lines] == [
        ["2", "5", "7", "増 3"],
        ["0", "1", "1", "増 1"],
        ["データなし", "1,000", "1,000", "データなし"],
    ]
    assert figures.lines[2] == FigureLine(
        "教育部", [NO_DATA, number(1000), number(1000), NO_DATA], "帯広市", "?department=3"
    )
    assert [texts(line) for line in figures.foot] == [["2", "1,006", "1,008", "増 1,004"]]


def test_categories_have_a_total_each_way():
    table = table_of(
        [Heading(1, "教育部")], [Heading("a", "A"), Heading("b", "B")], {(1, "a"): 8, (1, "b"): 7}
    )
    figures = by_category(
        table, caption="反映区分", corner="担当課", url_of=lambda _heading: "", key="k", note="注"
    )
    assert figures == Figures(
        "反映区分",
        "担当課",
        [("A", ""), ("B", ""), ("計", "")],
        [FigureLine("教育部", [number(8), number(7), number(15)])],
        [FigureLine("計", [number(8), number(7), number(15)])],
        "注",
        "k",
    )


@pytest.mark.parametrize(("columns", "is_wide"), [(5, False), (6, True)])
def test_many_columns_are_too_narrow_beside_a_chart(columns, is_wide):
    assert Figures("", "", [("", "")] * columns, []).is_wide == is_wide
