"""Two reports of one set: per cent with per cent, stars with stars, words with words."""

from decimal import Decimal

import pytest

from pledges.reports.aggregates.comparison import Trend, compare, stars_words, value_words
from tests.factories.pledge_tables import IN_WORDS, item, table


def compared(before, after, **values):
    """Return how one item of two reports compares; None for one that a report does not have."""
    earlier = table(*([] if before is None else [before]), **values)
    later = table(after, **values)
    return compare(earlier, later)[0]


@pytest.mark.parametrize(
    ("before", "after", "trend", "difference", "words"),
    [
        ("40", "44", Trend.ROSE, "4", "+4"),
        ("60", "50", Trend.FELL, "-10", "-10"),
        ("7", "7", Trend.STILL, "0", "0"),
        ("7", "7.0", Trend.STILL, "0.0", "0"),
        ("59.2", "59", Trend.FELL, "-0.2", "-0.2"),
        ("0", "0.1", Trend.ROSE, "0.1", "+0.1"),
    ],
)
def test_percentages_are_subtracted(before, after, trend, difference, words):
    found = compared(item("1", before), item("1", after))
    assert (found.trend, found.difference) == (trend, Decimal(difference))
    assert found.difference_words == words


@pytest.mark.parametrize(
    ("before", "after", "trend", "difference"),
    [(3, 7, Trend.ROSE, 4), (7, 3, Trend.FELL, -4), (0, 0, Trend.STILL, 0)],
)
def test_stars_are_subtracted_where_there_is_no_per_cent(before, after, trend, difference):
    found = compared(item("1", stars=before), item("1", stars=after))
    assert (found.trend, found.difference) == (trend, Decimal(difference))
    assert (found.earlier, found.later) == (f"10段階中{before}", f"10段階中{after}")


def test_per_cent_counts_before_stars():
    found = compared(item("1", "40", stars=9), item("1", "50", stars=1))
    assert (found.trend, found.earlier, found.later) == (Trend.ROSE, "40％", "50％")


@pytest.mark.parametrize(
    ("before", "after", "trend"),
    [
        ("順調", "順調", Trend.STILL),
        ("遅れ", "達成", Trend.CHANGED),
        ("達成", "遅れ", Trend.CHANGED),
    ],
)
def test_words_change_without_rising_or_falling(before, after, trend):
    found = compared(item("1", word=before), item("1", word=after), levels=IN_WORDS)
    assert (found.trend, found.difference, found.difference_words) == (trend, None, "")


@pytest.mark.parametrize(
    ("before", "after", "earlier", "later"),
    [
        (item("1"), item("1", "40"), "未評価", "40％"),
        (item("1", "40"), item("1", status="not_applicable"), "40％", "該当なし"),
        (item("1", "40"), item("1", stars=4), "40％", "10段階中4"),
        (item("1", stars=4), item("1", "40"), "10段階中4", "40％"),
        (item("1", stars=4), item("1", word="順調"), "10段階中4", "順調"),
        (item("1"), item("1"), "未評価", "未評価"),
        (None, item("1", "40"), "資料に記載なし", "40％"),
    ],
)
def test_unlike_things_and_gaps_are_never_compared(before, after, earlier, later):
    found = compared(before, after)
    assert (found.trend, found.difference) == (Trend.NOT_COMPARABLE, None)
    assert (found.earlier, found.later) == (earlier, later)


def test_computed_figure_stands_in_for_a_missing_published_one():
    found = compared(item("1", "40"), item("1", percent_computed="41"))
    assert (found.trend, found.difference) == (Trend.ROSE, Decimal(1))


def test_reason_and_words_are_the_later_reports():
    before = item("1", "40", title="古い文", reason="古い理由")
    found = compared(before, item("1", "50", title="新しい文", reason="新しい理由"))
    assert (found.line.title, found.reason) == ("新しい文", "新しい理由")


def test_items_of_the_summary_and_starred_ones_stand_in_the_sets_order_overall_last():
    items = [item("1", "5"), item("1-1", "5"), item("1-1-1", stars=3), item("1-1-2"), item("2")]
    found = compare(table(*items), table(*items, overall="59.2"))
    assert [one.line.path for one in found] == ["1", "1-1", "1-1-1", "2", ""]
    assert found[-1].trend is Trend.NOT_COMPARABLE


def test_overall_without_a_figure_in_both_is_left_out_and_with_one_in_either_shown():
    assert [one.line.path for one in compare(table(item("1")), table(item("1")))] == ["1"]
    [_item, whole] = compare(table(item("1"), overall="59.2"), table(item("1")))
    assert (whole.earlier, whole.later) == ("59.2％", "資料に記載なし")


def test_item_that_is_gone_from_the_later_report_is_not_listed():
    found = compare(table(item("1", "5"), item("2", "6")), table(item("1", "5")))
    assert [one.line.path for one in found] == ["1"]


def test_reports_of_different_sets_are_refused():
    with pytest.raises(ValueError, match="different sets"):
        compare(table(item("1", "5")), table(item("1", "5"), pledge_set="city-2"))


def test_value_in_words():
    said = [
        item("1", "62.50"),
        item("2", stars=0),
        item("3", word="達成"),
        item("4", status="not_stated"),
    ]
    assert [value_words(line, 5) for line in table(*said).lines] == [
        "62.50％",
        "5段階中0",
        "達成",
        "資料に記載なし",
    ]
    assert stars_words(7, 10) == "10段階中7"
