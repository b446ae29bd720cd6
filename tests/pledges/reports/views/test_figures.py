"""How figures came about, as pages show it."""

import pytest

from pledges.reports.views.figures import (
    ShownValue,
    Stars,
    anchor_of,
    calculation,
    calculations,
    rules,
    stars_of,
    value_of,
)
from tests.factories.pledge_tables import IN_WORDS, MEAN, item, level, table


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (item("1", "62"), ShownValue("62", width="62%")),
        (item("1", "59.20"), ShownValue("59.20", width="59.20%")),
        (item("1", "0"), ShownValue("0", width="0%")),
        (item("1", percent_computed="41"), ShownValue("41", is_computed=True, width="41%")),
        (item("1", "62", percent_computed="41"), ShownValue("62", width="62%")),
        (item("1", word="順調"), ShownValue("順調")),
        (item("1", "62", word="順調"), ShownValue("62", width="62%")),
        (item("1"), ShownValue("未評価", is_empty=True)),
        (item("1", status="not_applicable"), ShownValue("該当なし", is_empty=True)),
        (item("1", status="not_stated"), ShownValue("資料に記載なし", is_empty=True)),
        # A level that shows per cent says what is missing there, not its stars.
        (item("1", stars=7), ShownValue("評価あり", is_empty=True)),
    ],
)
def test_figure_of_a_level_with_per_cent(said, value):
    [line] = table(said).lines
    assert value_of(line, 10) == value


def test_stars_of_a_level_without_per_cent_are_said_in_words():
    [line] = table(item("1", stars=0), levels=[level("全体"), level("施策", has_stars=True)]).lines
    assert value_of(line, 5) == ShownValue("5段階中0")


def test_calculation_names_its_terms_mean_and_what_was_left_out():
    found = table(
        item(
            "1",
            "70",
            percent_computed="69",
            mean="69.5",
            parts=[["1-1", "73"], ["1-2", "66"]],
            left_out=["1-3", "1-4", "1-5"],
        ),
        item("1-1", "73"),
        item("1-2", "66"),
        item("1-3", status="not_applicable"),
        item("1-4", stars=7),
        item("1-5", word="順調"),
    )
    one = calculation(found, found.by_path["1"])
    assert (one.anchor, one.name, one.url) == ("calc-1", "柱 1", "/pledges/city-1/1/")
    assert (one.terms, one.number_of_parts, one.mean) == ("73 + 66", 2, "69.5")
    assert (one.digits, one.computed, one.published) == ("1未満を切り捨て", "69", "70")
    assert one.rule == "公約の公表値の平均（1未満を切り捨て）"
    assert (one.is_inferred, one.agrees) == (True, False)
    assert one.left_out == [
        ("1-3", "該当なし"),
        ("1-4", "パーセントの記載なし"),
        ("1-5", "順調"),
    ]


def test_calculation_of_overall_bears_its_name_and_leads_nowhere():
    found = table(item("1", "59.2"), overall="59.2")
    one = calculation(found, found.overall)
    assert (one.anchor, one.name, one.url) == ("calc-overall", "全体", "")
    assert (one.computed, one.published, one.mean) == ("", "59.2", "")


@pytest.mark.parametrize(
    ("published", "computed", "agrees"),
    [
        ("69", "69", True),
        ("69", "69.0", True),
        ("60.0", "60", True),
        ("69", None, False),
        ("69", "70", False),
    ],
)
def test_published_and_computed_agree_as_numbers(published, computed, agrees):
    found = table(item("1", published, percent_computed=computed))
    assert calculation(found, found.by_path["1"]).agrees is agrees


def test_lines_without_a_rule_have_no_calculation():
    found = table(item("1", "50"), item("1-1", "50"), item("1-1-1", stars=3))
    calculated = calculations(found, [*found.lines, found.overall])
    assert [one.anchor for one in calculated] == ["calc-1", "calc-overall"]
    assert anchor_of(found.by_path["1-1"]) == "calc-1-1"


def test_calculation_that_keeps_all_digits_names_no_rounding():
    levels = [level("全体"), level("柱", **{**MEAN, "rounding": "none"}), level("公約")]
    found = table(item("1", percent_computed="69.5"), levels=levels)
    one = calculation(found, found.by_path["1"])
    assert (one.digits, one.rule) == ("", "公約の公表値の平均（端数はそのまま）")


def test_rules_from_overall_down_of_the_levels_with_figures():
    assert rules(table()) == [
        ("全体", "柱の公表値の平均（小数第1位未満を四捨五入）", False),
        ("柱", "公約の公表値の平均（1未満を切り捨て）", True),
        ("公約", "計算しません。市が公表した値をそのまま載せます。", False),
    ]
    assert rules(table(levels=IN_WORDS)) == []


def test_level_that_is_not_computed_is_not_inferred():
    levels = [level("全体", has_percent=True, is_inferred=True), level("公約")]
    assert [inferred for _name, _rule, inferred in rules(table(levels=levels))] == [False]


def test_stars_are_drawn_from_the_left():
    assert stars_of(2, 3) == Stars([("0", True), ("14", True), ("28", False)], "42", "3段階中2")
    assert stars_of(0, 2) == Stars([("0", False), ("14", False)], "28", "2段階中0")


@pytest.mark.parametrize(("stars", "steps"), [(None, 10), (7, None), (None, None)])
def test_without_stars_or_scale_nothing_is_drawn(stars, steps):
    assert stars_of(stars, steps) is None
