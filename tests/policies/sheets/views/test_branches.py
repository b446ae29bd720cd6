"""Branches and leaves of the tree as templates print them."""

import pytest
from django.utils import translation

from policies.models import PlanItem
from policies.plans.rows.tree import Node, plan_trees
from policies.sheets.rows.shown import ShownSheet, sheets_of
from policies.sheets.views.branches import (
    Branch,
    branch_of,
    branches_of,
    counts_words,
    leaf_of,
    leaves_of,
)
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    make_three_levels,
    published_sheet,
    sheet_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """A plan of the scale A, B with four 施策 in two 基本目標."""
    made = make_three_levels()
    for position, code in enumerate("AB"):
        RatingGradeFactory(plan=made.plan, code=code, label=f"{code}の説明", position=position)
    return made


def rated(measure, code, **values):
    grade = measure.plan.grades.get(code=code) if code else None
    return published_sheet(plan_item=measure, rating=grade, **values)


def tree_and_shown(plan, year=None):
    [tree] = plan_trees([plan])
    return tree, sheets_of([plan], year)


def test_branches_hold_branches_and_leaves_as_printed(made):
    tree, shown = tree_and_shown(made.plan)
    branches = branches_of(tree.roots, shown, None)
    assert [branch.node.item for branch in branches] == made.tops
    assert leaves_of(tree.roots, shown, None) == []
    assert [branch.leaves for branch in branches] == [[], []]
    [below] = branches[0].branches
    assert below.node.item == made.branches[0]
    assert (below.branches, [leaf.node.item for leaf in below.leaves]) == ([], made.measures[:2])


def test_plan_of_one_level_has_leaves_alone():
    plan = PlanFactory(level_names="施策")
    measure = MeasureFactory(parent=None, plan=plan, code="10001")
    tree, shown = tree_and_shown(plan)
    assert branches_of(tree.roots, shown, None) == []
    assert [leaf.node.item for leaf in leaves_of(tree.roots, shown, None)] == [measure]


def test_branch_counts_its_measures_and_their_ratings_of_the_pages_year(made):
    first, second, third, _fourth = made.measures
    rated(first, "B")
    rated(second, "A")
    rated(third, "A", fiscal_year=2018)
    tree, shown = tree_and_shown(made.plan)
    top, other = tree.roots
    assert counts_words(top, shown, 2019) == "2施策　A 1　B 1"
    # The rating of another year is not one of this year's.
    assert counts_words(other, shown, 2019) == "2施策"
    assert counts_words(other, shown, 2018) == "2施策　A 1"
    assert counts_words(top, {}, 2019) == "2施策"
    assert branch_of(top, shown, 2019).counts == "2施策　A 1　B 1"
    with translation.override("en"):
        assert counts_words(top, shown, 2019) == "Measures: 2　A 1　B 1"


def test_sheet_without_rating_or_withdrawn_counts_under_no_letter(made):
    rated(made.measures[0], "")
    sheet_in("withdrawn", plan_item=made.measures[1], rating=made.plan.grades.first())
    tree, shown = tree_and_shown(made.plan)
    assert counts_words(tree.roots[0], shown, 2019) == "2施策"


def test_ratings_are_counted_in_the_order_of_the_citys_own_scale():
    plan = PlanFactory(level_names="柱\n施策")
    branch = MeasureFactory(in_plan=plan).parent
    # By their signs 可 would stand before 良.
    for position, code in enumerate(["優", "良", "可"]):
        RatingGradeFactory(plan=plan, code=code, position=position)
        rated(MeasureFactory(parent=branch), code)
    tree, shown = tree_and_shown(plan)
    assert counts_words(tree.roots[0], shown, 2019) == "4施策　優 1　良 1　可 1"


def leaf(measure, year=2019, asked=None):
    tree, shown = tree_and_shown(measure.plan, asked)
    found = leaf_of(tree.nodes[measure.pk], shown.get(measure.pk), year)
    return found.meta, found.letter, found.label, found.no_rating


def test_leaf_tells_departments_indicators_and_rating(made):
    measure = made.measures[0]
    office = DepartmentFactory(municipality=made.plan.municipality, name="公園課")
    IndicatorFactory(plan_item=measure, values={2019: "1"})
    rated(measure, "A", departments=[office])
    assert leaf(measure) == ("公園課　指標1", "A", "Aの説明", "")


def test_leaf_of_an_older_sheet_tells_its_year(made):
    rated(made.measures[0], "A", fiscal_year=2018, department_text="公園課")
    assert leaf(made.measures[0]) == ("公園課　指標0　平成30年度", "A", "Aの説明", "")
    assert leaf(made.measures[0], year=2018) == ("公園課　指標0", "A", "Aの説明", "")


@pytest.mark.parametrize(
    ("state", "words"),
    [("published", "記載なし"), ("withdrawn", "公開停止"), ("draft", "データなし")],
)
def test_leaf_tells_why_there_is_no_rating(made, state, words):
    sheet_in(state, plan_item=made.measures[0], department_text="公園課")
    meta, letter, _label, no_rating = leaf(made.measures[0])
    assert (letter, no_rating) == ("", words)
    assert ("公園課" in meta) is (state == "published")


def test_why_there_is_no_rating_is_told_in_every_language(made):
    tree, _shown = tree_and_shown(made.plan)
    node = tree.nodes[made.measures[0].pk]
    found = {}
    for language in ("en", "easy"):
        with translation.override(language):
            found[language] = [
                leaf_of(node, one, 2019).no_rating for one in (None, ShownSheet(2019, None))
            ]
    assert found == {
        "en": ["No data", "Withdrawn"],
        "easy": ["データが ない", "見せるのを やめました"],
    }


@pytest.mark.parametrize(
    ("values", "has_texts"),
    [
        ({}, False),
        ({"title": "題名"}, False),
        ({"current_state": "花壇が足りません。"}, True),
        ({"goal": "花のあるまち"}, True),
        ({"related_plans": "緑の基本計画"}, True),
    ],
)
def test_branch_has_texts_where_the_plan_says_more_than_a_title(values, has_texts):
    assert Branch(Node(PlanItem(**values)), "", [], []).has_texts is has_texts
