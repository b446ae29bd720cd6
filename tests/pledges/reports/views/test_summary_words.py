"""Sentences of 総括表, made of the figures they speak of."""

import pytest

from pledges.reports.views.summary_words import (
    counted,
    size_sentence,
    span_sentence,
    top_sentence,
    words_sentence,
)
from tests.factories.pledge_tables import IN_WORDS, item, table

SCALE = ("達成", "順調", "遅れ")


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0つの公約"), (1, "1つの公約"), (9, "9つの公約"), (10, "10の公約"), (105, "105の公約")],
)
def test_from_ten_on_things_are_counted_without_tsu(number, words):
    assert counted("公約", number) == words


def test_size_names_every_level_below_overall():
    found = table(item("1"), item("1-1"), item("1-2"), item("1-2-1"))
    assert size_sentence(found) == "1つの柱、2つの公約、1つの施策"
    assert size_sentence(table(levels=IN_WORDS)) == "0つのビジョン、0つの公約"


def test_span_of_each_level_with_per_cent_says_how_many_are_left_out():
    found = table(
        item("1", "50"),
        item("1-1", "40"),
        item("1-1-1", stars=3),
        item("1-2", percent_computed="59.20"),
        item("1-3"),
        item("2", "7"),
    )
    assert span_sentence(found) == (
        "2つの柱は7％から50％です。2つの公約は40％から59.20％です。値のないもの1を除きます。"
    )


def test_span_of_one_figure_and_of_equal_ones():
    found = table(item("1", "0"), item("1-1", "62"), item("1-2", "62"))
    assert span_sentence(found) == "1つの柱は0％から0％です。2つの公約は62％から62％です。"


def test_level_without_any_figure_is_passed_over():
    assert span_sentence(table(item("1", "50"), item("1-1"))) == "1つの柱は50％から50％です。"


def test_without_per_cent_words_are_counted():
    found = table(
        item("1"),
        item("1-1", word="順調"),
        item("1-2", word="順調"),
        item("1-3"),
        item("1-4", status="not_applicable"),
        levels=IN_WORDS,
        words=SCALE,
    )
    sentence = "公約4のうち、達成0、順調2、遅れ0、未評価1、該当なし1です。"
    assert (words_sentence(found), span_sentence(found)) == (sentence, sentence)


def test_of_nothing_nothing_is_said():
    found = table()
    assert (words_sentence(found), span_sentence(found), top_sentence(found)) == ("", "", "")


def test_top_names_each_figure_and_leaves_out_what_has_none():
    found = table(
        item("1", "62", number="Ⅰ"),
        item("1-1", "99"),
        item("2", number="Ⅱ"),
        item("3", percent_computed="59.2", number="Ⅲ"),
    )
    assert top_sentence(found) == "Ⅰが62％、Ⅲが59.2％です。"
    assert top_sentence(table(item("1"), item("2"))) == ""
