"""The tree of a plan's items in the order in which the plan prints them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from policies.plans.models.plan import Plan, PlanItem


@dataclass
class Node:
    """An item with what stands above and below it."""

    item: PlanItem
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def above(self) -> list["Node"]:
        """Return the nodes over this one, the highest first."""
        return [*self.parent.above, self.parent] if self.parent else []

    @property
    def top(self) -> "Node":
        """Return the node of the highest level over this one, or itself."""
        return self.parent.top if self.parent else self

    @property
    def label(self) -> str:
        """Return number and title: 01 地域活動の促進."""
        return " ".join(filter(None, [self.item.number, self.item.title]))

    def below(self) -> Iterator["Node"]:
        """Yield this node and everything below it, as printed."""
        yield self
        for child in self.children:
            yield from child.below()

    @property
    def measures(self) -> list["Node"]:
        """Return the 施策 in this branch, as printed."""
        return [node for node in self.below() if node.item.is_measure]


@dataclass
class PlanTree:
    """One plan with its branches; `nodes` by the item's id."""

    plan: Plan
    roots: list[Node] = field(default_factory=list)
    nodes: dict[int, Node] = field(default_factory=dict)

    @property
    def measures(self) -> list[Node]:
        """Return every 施策 of the plan, as printed."""
        return [node for root in self.roots for node in root.measures]

    def neighbours_of(self, node: Node) -> tuple[Node | None, Node | None]:
        """Return the 施策 before and after one, None at the ends."""
        measures = self.measures
        place = measures.index(node)
        before = measures[place - 1] if place else None
        return before, (measures[place + 1] if place + 1 < len(measures) else None)


def plan_trees(plans: Any) -> list[PlanTree]:
    """Return the trees of plans (a queryset or a list), in their order. One query for the items."""
    trees = {plan.pk: PlanTree(plan) for plan in plans}
    for item in PlanItem.objects.filter(plan__in=list(trees)).for_tree():
        item.plan = trees[item.plan_id].plan
        add(trees[item.plan_id], item)
    return list(trees.values())


def add(tree: PlanTree, item: PlanItem) -> None:
    """Put an item into its tree; the items above it are there already."""
    parent = tree.nodes.get(item.parent_id) if item.parent_id else None
    node = Node(item, parent)
    (parent.children if parent else tree.roots).append(node)
    tree.nodes[item.pk] = node
