"""The arithmetic of reports, worked by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.sets.rules.arithmetic import FigureNode, Rule, compute, rule_words, shown

NONE = Rule("none", "none", 0)
CUT = Rule("mean_of_published", "truncated", 0)
EXACT = Rule("mean_of_exact", "rounded", 1)


def leaf(key, percent, depth=2):
    return FigureNode(key, depth, None if percent is None else Decimal(percent))


def figure(rule, *children, published=None):
    root = FigureNode("", 0, published, tuple(children))
    return compute(root, [rule, NONE, NONE])[""]


@pytest.mark.parametrize(
    ("rounding", "decimals", "expected"),
    [
        ("truncated", 0, "62"),
        ("rounded", 0, "63"),
        ("truncated", 1, "62.6"),
        ("none", 0, "62.6"),
    ],
)
def test_mean_of_the_first_policy_under_each_rule(rounding, decimals, expected):
    parts = [leaf(f"1-{place}", percent, 1) for place, percent in enumerate([73, 66, 70, 43, 61])]
    found = figure(Rule("mean_of_published", rounding, decimals), *parts)
    assert str(found.computed) == expected
    assert found.exact == Fraction(313, 5)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Fraction(1, 2), "1"), (Fraction(3, 2), "2"), (Fraction(5, 2), "3"), (Fraction(49, 20), "2")],
)
def test_half_is_rounded_up_and_not_to_even(value, expected):
    assert str(shown(value, Rule("mean_of_exact", "rounded", 0))) == expected


def test_endless_fraction_is_cut_after_four_digits():
    assert str(shown(Fraction(2, 3), NONE)) == "0.6666"


def test_mean_of_published_and_of_exact_children_differ():
    def top(path, *percents):
        below = tuple(leaf(f"{path}-{place}", value) for place, value in enumerate(percents))
        return FigureNode(path, 1, None, below)

    # 1.5 and 3.5: cut to 1 and 3 their mean is 2, exact it is 2.5.
    children = (top("1", 1, 2), top("2", 3, 4))
    of_published = compute(
        FigureNode("", 0, None, children), [Rule("mean_of_published", "none", 0), CUT, NONE]
    )
    of_exact = compute(FigureNode("", 0, None, children), [EXACT, CUT, NONE])
    assert of_published[""].computed == Decimal(2)
    assert of_exact[""].computed == Decimal("2.5")


def test_children_without_a_figure_are_left_out_and_named():
    found = figure(CUT, leaf("1", 10, 1), leaf("2", None, 1), leaf("3", 0, 1))
    assert found.computed == Decimal(5)
    assert found.parts == (("1", Decimal(10)), ("3", Decimal(0)))
    assert found.left_out == ("2",)


def test_no_child_with_a_figure_gives_no_figure():
    found = figure(CUT, leaf("1", None, 1))
    assert (found.computed, found.mean, found.left_out) == (None, None, ("1",))


def test_no_child_at_all_gives_no_figure():
    assert figure(CUT).computed is None


@pytest.mark.parametrize(("published", "agrees"), [(5, True), (6, False), (None, None)])
def test_published_and_computed_stand_side_by_side(published, agrees):
    found = figure(CUT, leaf("1", 5, 1), published=published and Decimal(published))
    assert (found.computed, found.agrees) == (Decimal(5), agrees)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=12), st.randoms())
def test_order_of_children_does_not_matter(percents, random):
    children = [leaf(str(place), value, 1) for place, value in enumerate(percents)]
    shuffled = random.sample(children, len(children))
    for rule in (CUT, EXACT, Rule("mean_of_published", "rounded", 3)):
        assert figure(rule, *children).computed == figure(rule, *shuffled).computed


def test_rules_in_words():
    assert rule_words(CUT, "公約") == "公約の公表値の平均（1未満を切り捨て）"
    assert rule_words(EXACT, "公約") == "公約の端数を残した値の平均（小数第1位未満を四捨五入）"
    assert rule_words(NONE, "") == "計算しません。市が公表した値をそのまま載せます。"
