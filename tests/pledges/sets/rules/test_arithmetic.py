"""The arithmetic of reports, worked by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.sets.rules.arithmetic import (
    FigureNode,
    Rule,
    compute,
    digits_words,
    mean,
    rule_words,
    shown,
)

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


@pytest.mark.parametrize("published", [None, Decimal(5), Decimal(6), Decimal(0)])
def test_published_and_computed_stand_side_by_side(published):
    found = figure(CUT, leaf("1", 5, 1), published=published)
    assert (found.published, found.computed) == (published, Decimal(5))


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


@pytest.mark.parametrize(
    ("value", "decimals", "truncated", "rounded"),
    [
        # 59.25 lies half-way between 59.2 and 59.3.
        (Fraction(237, 4), 1, "59.2", "59.3"),
        (Fraction(5924, 100), 1, "59.2", "59.2"),
        (Fraction(1249, 20), 0, "62", "62"),  # 62.45: rounded once, not by way of 62.5
        (Fraction(125, 2), 0, "62", "63"),
        (Fraction(2, 3), 2, "0.66", "0.67"),
        (Fraction(199, 2), 0, "99", "100"),
        (Fraction(0), 1, "0.0", "0.0"),
    ],
)
def test_last_digit_is_cut_or_rounded_half_up(value, decimals, truncated, rounded):
    found = [shown(value, Rule("mean_of_exact", how, decimals)) for how in ("truncated", "rounded")]
    assert [str(figure) for figure in found] == [truncated, rounded]


@pytest.mark.parametrize(("value", "words"), [(100, "100"), (60, "60"), (Fraction(1, 8), "0.125")])
def test_figure_with_all_its_digits_has_no_zeros_behind_the_point(value, words):
    assert f"{shown(Fraction(value), NONE):f}" == words


def test_child_goes_in_as_published_also_where_it_was_computed_otherwise():
    # Computed from 40 and 43 the child has 41.5, cut to 41; the city printed 50 for it.
    below = (leaf("1-1", 40), leaf("1-2", 43))
    child = FigureNode("1", 1, Decimal(50), below)
    rules = [Rule("mean_of_published", "none", 0), CUT, NONE]
    found = compute(FigureNode("", 0, None, (child, leaf("2", 70, 1))), rules)
    assert found["1"].computed == Decimal(41)
    # (50 + 70) ÷ 2, not (41 + 70) ÷ 2 = 55.5.
    assert found[""].computed == Decimal(60)
    assert found[""].parts == (("1", Decimal(50)), ("2", Decimal(70)))


def test_child_that_is_only_computed_goes_in_as_it_is_shown():
    child = FigureNode("1", 1, None, (leaf("1-1", 40), leaf("1-2", 43)))
    found = compute(
        FigureNode("", 0, None, (child, leaf("2", 70, 1))),
        [Rule("mean_of_published", "none", 0), CUT, NONE],
    )
    # 41.5 is shown as 41: (41 + 70) ÷ 2.
    assert (found[""].computed, found[""].mean) == (Decimal("55.5"), Decimal("55.5"))


def test_mean_of_exact_takes_the_published_figure_of_a_level_that_is_not_computed():
    child = FigureNode("1", 1, Decimal(50), (leaf("1-1", 40), leaf("1-2", 43)))
    found = compute(FigureNode("", 0, None, (child,)), [EXACT, NONE, NONE])
    assert found["1"].computed is None
    assert found[""].computed == Decimal("50.0")


def test_mean_of_exact_takes_the_published_figure_where_nothing_below_has_one():
    child = FigureNode("1", 1, Decimal(50), (leaf("1-1", None),))
    found = compute(FigureNode("", 0, None, (child,)), [EXACT, CUT, NONE])
    assert (found["1"].computed, found["1"].left_out) == (None, ("1-1",))
    assert (found[""].computed, found[""].left_out) == (Decimal("50.0"), ())


def test_mean_counts_children_and_not_what_is_below_them():
    wide = FigureNode("1", 1, None, tuple(leaf(f"1-{place}", 10) for place in range(1, 6)))
    narrow = FigureNode("2", 1, None, (leaf("2-1", 60),))
    found = compute(FigureNode("", 0, None, (wide, narrow)), [CUT, CUT, NONE])
    # (10 + 60) ÷ 2 = 35; over the six lowest it would be 110 ÷ 6 = 18.
    assert found[""].computed == Decimal(35)


def test_item_below_the_last_rule_keeps_its_published_figure():
    found = compute(FigureNode("", 0, None, (leaf("1", 7, 1),)), [CUT])
    assert (found["1"].published, found["1"].computed, found["1"].rule) == (Decimal(7), None, None)


def test_level_that_is_not_computed_has_no_mean():
    found = figure(NONE, leaf("1", 40, 1), published=Decimal(50))
    assert (found.computed, found.mean, found.parts) == (None, None, ())


def test_mean_of_thirds_is_exact_until_the_last_step():
    found = figure(
        Rule("mean_of_published", "rounded", 4), *(leaf(str(n), n, 1) for n in (1, 1, 2))
    )
    assert (found.exact, found.mean) == (Fraction(4, 3), Decimal("1.3333"))
    assert mean([]) is None


@pytest.mark.parametrize(
    ("rounding", "decimals", "words"),
    [
        ("none", 3, "端数はそのまま"),
        ("truncated", 0, "1未満を切り捨て"),
        ("rounded", 2, "小数第2位未満を四捨五入"),
    ],
)
def test_digits_in_words(rounding, decimals, words):
    assert digits_words(Rule("mean_of_exact", rounding, decimals)) == words
