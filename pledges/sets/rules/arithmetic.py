"""How figures of a report come about: the rule in words and in code.

The figure of a level is the mean of its children's figures, and a set says, per level
(`PledgeLevel`), of which figures and how the digits behind the last one are treated:

* `mean_of_published`: of the figures that the report published for the children;
* `mean_of_exact`: of the children's own computed figures, before any rounding;
* `none`: the level is not computed; what is published there stands alone.

Children without a figure (未評価, 該当なし, 資料に記載なし) are left out of the mean and
counted; they are never 0. With no child left there is no figure. Fractions are exact until
the last step, so nothing depends on the order of children.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from pledges.sets.choices import RollUp, Rounding

# Figures that are shown with all their digits are cut here; no city prints more.
MOST_DECIMALS = 4


@dataclass(frozen=True)
class Rule:
    """How the figure of one level is made."""

    roll_up: str
    rounding: str
    decimals: int
    is_inferred: bool = False


@dataclass(frozen=True)
class FigureNode:
    """An item as the arithmetic sees it: its published figure and its children.

    `key` is what the result is found by (an item's path, "" for 全体); `depth` 0 is 全体.
    """

    key: str
    depth: int
    published: Decimal | None
    children: tuple["FigureNode", ...] = ()


@dataclass(frozen=True)
class Figure:
    """What was computed for one item.

    computed: as the rule shows it; exact: before rounding. parts: the children's figures
    that went in, by key; left_out: the keys of children without one.
    """

    key: str
    published: Decimal | None
    computed: Decimal | None
    exact: Fraction | None
    parts: tuple[tuple[str, Decimal], ...] = ()
    left_out: tuple[str, ...] = ()
    rule: Rule | None = None

    @property
    def mean(self) -> Decimal | None:
        """The mean before the last step, cut after four digits; None where none was made."""
        return _digits(self.exact) if self.exact is not None and self.parts else None


@dataclass
class _Results:
    figures: dict[str, Figure] = field(default_factory=dict)


def shown(exact: Fraction, rule: Rule) -> Decimal:
    """Return a figure as a rule shows it: cut, rounded half up, or with its digits."""
    decimals = MOST_DECIMALS if rule.rounding == Rounding.NONE else rule.decimals
    # Scaled to a whole number first: a division in Decimal would already round.
    scaled = exact * 10**decimals
    whole = scaled.numerator // scaled.denominator
    if rule.rounding == Rounding.ROUNDED and scaled - whole >= Fraction(1, 2):
        whole += 1
    figure = Decimal(whole).scaleb(-decimals)
    return figure.normalize() if rule.rounding == Rounding.NONE else figure


def rule_words(rule: Rule, below: str) -> str:
    """Return a rule in words; `below` names the level whose figures go in."""
    if rule.roll_up == RollUp.NONE:
        return _("計算しません。市が公表した値をそのまま載せます。")
    if rule.roll_up == RollUp.MEAN_OF_EXACT:
        how = _("%(below)sの端数を残した値の平均") % {"below": below}
    else:
        how = _("%(below)sの公表値の平均") % {"below": below}
    return _("%(how)s（%(digits)s）") % {"how": how, "digits": digits_words(rule)}


def digits_words(rule: Rule) -> str:
    """Return in words what a rule does with the digits behind the last one shown."""
    if rule.rounding == Rounding.NONE:
        return _("端数はそのまま")
    way = _("切り捨て") if rule.rounding == Rounding.TRUNCATED else _("四捨五入")
    if rule.decimals == 0:
        return _("1未満を%(way)s") % {"way": way}
    return _("小数第%(place)s位未満を%(way)s") % {"place": rule.decimals, "way": way}


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """Return the exact mean, None of nothing."""
    return sum(values, Fraction()) / len(values) if values else None


def compute(root: FigureNode, rules: Sequence[Rule]) -> dict[str, Figure]:
    """Return the figures of a whole report by key; `rules` by depth, 全体 first."""
    results = _Results()
    _compute(root, rules, results)
    return results.figures


def _compute(node: FigureNode, rules: Sequence[Rule], results: _Results) -> Figure:
    below = [_compute(child, rules, results) for child in node.children]
    rule = rules[node.depth] if node.depth < len(rules) else None
    figure = _figure(node, below, rule)
    results.figures[node.key] = figure
    return figure


def _figure(node: FigureNode, below: Sequence[Figure], rule: Rule | None) -> Figure:
    if rule is None or rule.roll_up == RollUp.NONE or not below:
        exact = None if node.published is None else Fraction(node.published)
        return Figure(node.key, node.published, None, exact, rule=rule)
    given = [(figure, _part(figure, rule)) for figure in below]
    used = [(figure.key, part) for figure, part in given if part is not None]
    exact = mean([part for _key, part in used])
    computed = None if exact is None else shown(exact, rule)
    parts = tuple((key, _digits(part)) for key, part in used)
    left_out = tuple(figure.key for figure, part in given if part is None)
    return Figure(node.key, node.published, computed, exact, parts, left_out, rule)


def _part(figure: Figure, rule: Rule) -> Fraction | None:
    """Return what one child contributes under the parent's rule."""
    if rule.roll_up == RollUp.MEAN_OF_EXACT and figure.exact is not None:
        return figure.exact
    published = figure.published if figure.published is not None else figure.computed
    return None if published is None else Fraction(published)


def _digits(value: Fraction) -> Decimal:
    """Return an exact figure with at most four digits behind the point, for reading."""
    return shown(value, Rule(RollUp.NONE, Rounding.NONE, 0))
