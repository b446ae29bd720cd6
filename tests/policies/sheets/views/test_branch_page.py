"""The page of an item above the 施策."""

import pytest

from policies.plans.rows.tree import plan_trees
from policies.sheets.rows.shown import sheets_of
from policies.sheets.views.branch_page import branch_context, crumbs_of
from tests.factories.policies import make_three_levels, published_sheet, sheet_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_three_levels(slug="mihon", municipality__name="見本市", source_title="施策評価表")


def context(made, item, asked=None):
    [tree] = plan_trees([made.plan])
    return branch_context(tree, tree.nodes[item.pk], sheets_of([made.plan], asked), asked)


def test_way_leads_over_the_items_above_to_the_item_itself(made):
    [tree] = plan_trees([made.plan])
    node = tree.nodes[made.measures[0].pk]
    assert crumbs_of(node, "施策 120101") == [
        ("施策評価", "/policies/"),
        ("2 共に支え合うまち", "/policies/mihon/12/"),
        ("01 地域活動の促進", "/policies/mihon/1201/"),
        ("施策 120101", ""),
    ]
    assert crumbs_of(node.top, "ここ") == [("施策評価", "/policies/"), ("ここ", "")]


def test_page_names_level_number_city_and_plan(made):
    found = context(made, made.branches[0])
    assert found["kind"] == "運営方針"
    assert found["kickers"] == ["番号 01", "見本市", "総合計画"]
    assert found["crumbs"][-1] == ("01 地域活動の促進", "")
    assert found["plan_facts"] == "計画の名前と計画の期間は資料に記載なし。資料：施策評価表。"
    made.branches[0].number, made.branches[0].code = "", "1201"
    made.branches[0].save()
    assert context(made, made.branches[0])["kickers"] == ["見本市", "総合計画"]


def test_page_is_about_the_plans_newest_published_year_or_the_one_asked_for(made):
    assert context(made, made.tops[0])["year"] is None
    published_sheet(plan_item=made.measures[0], fiscal_year=2018)
    published_sheet(plan_item=made.measures[3], fiscal_year=2019)
    sheet_in("withdrawn", plan_item=made.measures[1], fiscal_year=2020)
    sheet_in("draft", plan_item=made.measures[2], fiscal_year=2021)
    assert context(made, made.tops[0])["year"] == 2019
    assert context(made, made.tops[0], asked=2018)["year"] == 2018
    leaves = context(made, made.branches[0])["branch"].leaves
    assert [(leaf.meta.split("　")[-1], leaf.no_rating) for leaf in leaves] == [
        ("平成30年度", "記載なし"),
        ("", "公開停止"),
    ]
