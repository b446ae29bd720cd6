"""A plan's tree as templates print it: branches with their leaves, the 施策."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kyodo_portal.listing.years import year_label
from policies.plans.rows.tree import Node
from policies.sheets.rows.shown import ShownSheet

Shown = Mapping[int, ShownSheet]


@dataclass(frozen=True)
class Leaf:
    """A 施策 as a line. `no_rating` says why there is no letter."""

    node: Node
    meta: str
    letter: str = ""
    label: str = ""
    no_rating: str = ""


@dataclass(frozen=True)
class Branch:
    """An item above the 施策, with what is directly below it. `counts`: 2施策　B 2."""

    node: Node
    counts: str
    branches: list["Branch"]
    leaves: list[Leaf]

    @property
    def has_texts(self) -> bool:
        """Whether the item has any words besides its title."""
        item = self.node.item
        return bool(item.current_state or item.goal or item.related_plans)


def branches_of(nodes: Iterable[Node], shown: Shown, year: int | None) -> list[Branch]:
    """Return the branches among these nodes. year: the one that the page is about."""
    return [branch_of(node, shown, year) for node in nodes if not node.item.is_measure]


def leaves_of(nodes: Iterable[Node], shown: Shown, year: int | None) -> list[Leaf]:
    """Return the 施策 among these nodes."""
    return [leaf_of(node, shown.get(node.item.pk), year) for node in nodes if node.item.is_measure]


def branch_of(node: Node, shown: Shown, year: int | None) -> Branch:
    """Return one branch with everything below it."""
    return Branch(
        node,
        counts_words(node, shown, year),
        branches_of(node.children, shown, year),
        leaves_of(node.children, shown, year),
    )


def counts_words(node: Node, shown: Shown, year: int | None) -> str:
    """Return how many 施策 a branch has, and their ratings in the page's year, as the scale."""
    measures = node.measures
    of_year = [shown.get(measure.item.pk) for measure in measures]
    sheets = [one.sheet for one in of_year if one and one.sheet and one.fiscal_year == year]
    ratings = Counter(sheet.rating for sheet in sheets if sheet.rating)
    in_order = sorted(ratings.items(), key=lambda pair: (pair[0].position, pair[0].code))
    parts = [f"{rating.code} {count}" for rating, count in in_order]
    total = _("%(count)s施策") % {"count": len(measures)}
    return "　".join([total, *parts])


def leaf_of(node: Node, shown: ShownSheet | None, year: int | None) -> Leaf:
    """Return a 施策 with what is known of its sheet."""
    if shown is None:
        return Leaf(node, "", no_rating=_("データなし"))
    if shown.sheet is None:
        return Leaf(node, "", no_rating=_("公開停止"))
    rating: Any = shown.sheet.rating
    other_year = [year_label(shown.fiscal_year)] if shown.fiscal_year != year else []
    count = _("指標%(count)s") % {"count": shown.indicator_count}
    meta = "　".join(filter(None, [shown.departments, count, *other_year]))
    if rating is None:
        return Leaf(node, meta, no_rating=_("記載なし"))
    return Leaf(node, meta, rating.code, rating.label)
