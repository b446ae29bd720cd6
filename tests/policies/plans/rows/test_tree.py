"""The tree of a plan: who stands above, below and beside whom."""

import pytest

from policies.models import Plan
from policies.plans.rows.tree import PlanTree, plan_trees
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    PlanItemFactory,
    ThreeLevels,
    make_three_levels,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> ThreeLevels:
    return make_three_levels()


@pytest.fixture
def tree(made) -> PlanTree:
    [tree] = plan_trees([made.plan])
    return tree


def items(nodes):
    return [node.item for node in nodes]


def test_branches_hang_below_their_items_as_printed(made, tree):
    assert items(tree.roots) == made.tops
    assert [items(root.children) for root in tree.roots] == [[one] for one in made.branches]
    below = [items(root.children[0].children) for root in tree.roots]
    assert below == [made.measures[:2], made.measures[2:]]


def test_everything_below_an_item_comes_with_it_from_above(made, tree):
    top, branch, measures = made.tops[0], made.branches[0], made.measures[:2]
    assert items(tree.roots[0].below()) == [top, branch, *measures]
    assert items(tree.nodes[measures[0].pk].below()) == [measures[0]]


def test_measures_are_those_of_a_branch_or_of_the_whole_plan_as_printed(made, tree):
    assert items(tree.roots[1].measures) == made.measures[2:]
    assert items(tree.measures) == made.measures
    assert items(tree.nodes[made.measures[1].pk].measures) == [made.measures[1]]


def test_branch_without_anything_below_has_no_measures(made):
    empty = PlanItemFactory(plan=made.plan, number="3", position=9)
    [tree] = plan_trees([made.plan])
    assert tree.nodes[empty.pk].measures == []
    assert items(tree.roots) == [*made.tops, empty]


def test_item_knows_what_stands_above_it_the_highest_first(made, tree):
    node = tree.nodes[made.measures[3].pk]
    assert items(node.above) == [made.tops[1], made.branches[1]]
    assert node.top.item == made.tops[1]
    root = tree.nodes[made.tops[1].pk]
    assert (root.above, root.top) == ([], root)


def test_label_is_number_and_title_as_far_as_there_are_any(made, tree):
    assert tree.nodes[made.branches[0].pk].label == "01 地域活動の促進"
    assert tree.nodes[made.measures[0].pk].label == ""
    tree.nodes[made.branches[0].pk].item.number = ""
    assert tree.nodes[made.branches[0].pk].label == "地域活動の促進"


@pytest.mark.parametrize(
    ("place", "before", "after"), [(0, None, 1), (1, 0, 2), (2, 1, 3), (3, 2, None)]
)
def test_neighbours_run_through_the_whole_plan_and_end_at_its_ends(
    made, tree, place, before, after
):
    found = tree.neighbours_of(tree.nodes[made.measures[place].pk])
    places = [None if node is None else made.measures.index(node.item) for node in found]
    assert places == [before, after]


def test_plans_stand_in_the_order_given_each_with_its_own_items(made):
    second = MeasureFactory()
    empty = PlanFactory()
    MeasureFactory()
    trees = plan_trees([second.plan, empty, made.plan])
    assert [tree.plan for tree in trees] == [second.plan, empty, made.plan]
    assert [items(tree.measures) for tree in trees] == [[second], [], made.measures]
    assert trees[1].roots == []


def test_no_plans_have_no_trees(made):
    assert plan_trees([]) == []
    assert plan_trees(Plan.objects.none()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_trees_of_any_number_of_plans_cost_one_query(django_assert_num_queries, count):
    plans = list(Plan.objects.filter(pk__in=[make_three_levels().plan.pk for _ in range(count)]))
    with django_assert_num_queries(1):
        trees = plan_trees(plans)
        levels = [node.item.level_name for tree in trees for node in tree.nodes.values()]
    assert levels.count("施策") == 4 * count
