"""The rows of 総括表: the city's order, by progress, under conditions."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pledges.reports.views.summary_rows import (
    by_progress,
    narrowed,
    progress,
    rows_of,
    summary_lines,
)
from tests.factories.pledge_tables import IN_WORDS, item, level, table


def numbered(found):
    """Return a table whose lines bear the ids 1, 2, … in their order."""
    lines = [replace(line, id=place) for place, line in enumerate(found.lines, start=1)]
    return replace(found, lines=lines)


SMALL = numbered(
    table(
        item("1", "50", number="Ⅰ"),
        item("1-1", "40"),
        item("1-1-1", stars=3),
        item("1-2"),
        item("2", "7"),
        item("2-1", "60"),
        item("2-2", percent_computed="40"),
    )
)


def paths(lines):
    return [line.path for line in lines]


def test_without_conditions_the_summary_stands_in_the_citys_order():
    assert paths(summary_lines(SMALL, "document", None)) == ["1", "1-1", "1-2", "2", "2-1", "2-2"]


@pytest.mark.parametrize(
    ("matching", "expected"),
    [
        ({3}, ["1", "1-1", "1-1-1"]),
        ({4, 6}, ["1", "1-2", "2", "2-1"]),
        ({1}, ["1"]),
        ({99}, []),
        (set(), []),
    ],
)
def test_what_matches_is_shown_with_all_above_it(matching, expected):
    assert paths(summary_lines(SMALL, "document", matching)) == expected


@pytest.mark.parametrize(
    ("sort", "matching", "expected"),
    [
        ("progress_high", None, ["2-1", "1-1", "2-2", "1-2"]),
        # Equal figures stand in the set's order both ways; what has none is last both ways.
        ("progress_low", None, ["1-1", "2-2", "2-1", "1-2"]),
        ("progress_high", {4, 2}, ["1-1", "1-2"]),
        # Above the lowest level of the 総括表 nothing is sorted.
        ("progress_high", {1, 3}, []),
    ],
)
def test_by_progress_the_lowest_level_is_sorted(sort, matching, expected):
    assert paths(summary_lines(SMALL, sort, matching)) == expected


def test_narrowed_keeps_the_order_and_none_is_no_condition():
    assert paths(narrowed(SMALL.lines, {6, 2})) == ["1-1", "2-1"]
    assert narrowed(SMALL.lines, None) == SMALL.lines


SCALE = ("達成", "順調", "遅れ")


@pytest.mark.parametrize(
    ("said", "rank"),
    [
        (item("1", "0"), 0),
        (item("1", "62", word="遅れ", stars=1), 62),
        (item("1", word="達成"), 0),
        (item("1", word="遅れ"), -2),
        (item("1", word="中断"), None),
        (item("1", word="中断", stars=4), 4),
        (item("1", stars=0), 0),
        (item("1"), None),
    ],
)
def test_rank_is_per_cent_then_the_words_place_then_stars(said, rank):
    [line] = table(said).lines
    assert progress(line, SCALE) == (None if rank is None else Decimal(rank))


def test_words_are_sorted_from_the_furthest():
    said = [
        item(str(place), word=word)
        for place, word in enumerate(["遅れ", "達成", "中断", "順調"], 1)
    ]
    found = table(*said, levels=[level("全体"), level("公約")], words=SCALE)
    assert paths(by_progress(found, found.lines, "progress_high")) == ["2", "4", "1", "3"]
    assert paths(by_progress(found, found.lines, "progress_low")) == ["1", "4", "2", "3"]


def test_rows_in_order_are_grouped_and_short():
    rows = rows_of(SMALL, summary_lines(SMALL, "document", None), in_order=True)
    found = [(row.label, row.value.text, row.is_group, row.is_middle, row.calc) for row in rows]
    assert found == [
        ("Ⅰ", "50", True, False, "calc-1"),
        ("1", "40", False, False, ""),
        ("2", "未評価", False, False, ""),
        ("2", "7", True, False, "calc-2"),
        ("1", "60", False, False, ""),
        ("2", "40", False, False, ""),
    ]
    assert [row.url for row in rows][:2] == [
        "/pledges/city-1/1/?fiscal_year=2023",
        "/pledges/city-1/1-1/?fiscal_year=2023",
    ]


def test_rows_out_of_order_bear_their_whole_number_and_no_group():
    rows = rows_of(SMALL, summary_lines(SMALL, "progress_high", None), in_order=False)
    assert [row.label for row in rows] == ["2-1", "Ⅰ-1", "2-2", "Ⅰ-2"]
    assert not any(row.is_group or row.is_middle for row in rows)


def test_third_level_bears_its_whole_number_and_the_second_stands_between():
    found = table(item("1"), item("1-1"), item("1-1-1", stars=3))
    rows = rows_of(found, found.lines, in_order=True)
    assert [(row.label, row.is_group, row.is_middle) for row in rows] == [
        ("1", True, False),
        ("1", False, True),
        ("1-1-1", False, False),
    ]


def test_single_level_has_no_groups():
    found = table(item("1"), item("2"), levels=[level("全体"), level("公約", has_percent=True)])
    assert [row.is_group for row in rows_of(found, found.lines, in_order=True)] == [False, False]
    assert rows_of(found, [], in_order=True) == []


@pytest.mark.parametrize(("day", "year"), [("2024-03-31", 2023), ("2024-04-01", 2024)])
def test_address_names_the_fiscal_year_of_the_reports_day(day, year):
    found = table(item("1", word="達成"), levels=IN_WORDS, as_of=day)
    [row] = rows_of(found, found.lines, in_order=True)
    assert row.url == f"/pledges/city-1/1/?fiscal_year={year}"


def test_figure_that_a_rule_did_not_give_leads_to_no_calculation():
    found = table(item("1"), item("1-1", "40"))
    assert [row.calc for row in rows_of(found, found.lines, in_order=True)] == ["", ""]
