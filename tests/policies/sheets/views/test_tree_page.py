"""What the tree of the plans shows: facts, years and the ratings of one of them."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from policies import AREA
from policies.models import Plan
from policies.plans.rows.tree import plan_trees
from policies.sheets.rows.shown import sheets_of
from policies.sheets.views.tree_page import plan_facts, plan_name, tree_context
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    make_three_levels,
    published_sheet,
    sheet_in,
)
from tests.factories.publishing import EditionFactory


@pytest.mark.parametrize(
    ("name", "words"), [("見本市第6次計画", "見本市第6次計画"), ("", "総合計画")]
)
def test_plan_without_a_name_is_called_what_it_is(name, words):
    assert plan_name(Plan(name=name)) == words


NAMED = {"name": "見本市第6次計画", "first_year": 2018, "last_year": 2022}
MISSING = "計画の名前と計画の期間は資料に記載なし。"


@pytest.mark.parametrize(
    ("values", "facts"),
    [
        (NAMED, "計画の期間：平成30年度～令和4年度。"),
        ({**NAMED, "last_year": None}, "計画の期間：平成30年度～。"),
        ({**NAMED, "first_year": None}, "計画の期間：～令和4年度。"),
        ({**NAMED, "name": ""}, "計画の期間：平成30年度～令和4年度。計画の名前は資料に記載なし。"),
        ({}, MISSING),
        ({"source_title": "施策評価表"}, f"{MISSING}資料：施策評価表。"),
    ],
)
def test_facts_tell_years_and_source_and_what_is_not_known(values, facts):
    assert plan_facts(Plan(**values)) == facts


def test_source_is_left_out_where_it_stands_elsewhere():
    assert plan_facts(Plan(source_title="施策評価表"), with_source=False) == MISSING


def test_facts_are_sentences_in_english_too():
    with translation.override("en"):
        nothing = plan_facts(Plan(source_title="施策評価表"))
        years = plan_facts(Plan(first_year=2018, last_year=2022, source_title="施策評価表"))
    assert nothing == ("Not stated in the source: Plan name and Plan period. Source: 施策評価表.")
    assert years == (
        "Plan period: FY2018–FY2022. Not stated in the source: Plan name. Source: 施策評価表."
    )


def context(*plans, asked=None, **query):
    trees = plan_trees(plans)
    request = RequestFactory().get("/policies/", query)
    return tree_context(request, trees, sheets_of(plans, asked), asked)


@pytest.fixture
def made(db):
    made = make_three_levels()
    for position, code in enumerate("AB"):
        RatingGradeFactory(plan=made.plan, code=code, position=position)
    return made


def rated(measure, code, **values):
    return published_sheet(plan_item=measure, rating=measure.plan.grades.get(code=code), **values)


def test_page_without_plans_or_sheets_shows_no_year(made):
    assert (context()["parts"], context()["measure_count"]) == ([], 0)
    found = context(made.plan)
    assert (found["year"], found["tabs"], found["section"], found["measure_count"]) == (
        None,
        [],
        None,
        4,
    )


def test_page_is_about_the_newest_published_year_or_the_one_asked_for(made):
    rated(made.measures[0], "A", fiscal_year=2018)
    rated(made.measures[1], "B", fiscal_year=2019)
    sheet_in("draft", plan_item=made.measures[2], fiscal_year=2020)
    # Neither counts beside the published one of its year.
    for measure, state in zip(made.measures[2:], ("withdrawn", "submitted"), strict=True):
        sheet_in(state, plan_item=measure, fiscal_year=2019)
    found = context(made.plan)
    assert found["year"] == 2019
    assert found["section"].sentence.startswith("令和元年度の評価表は1施策です。")
    older = context(made.plan, asked=2018)
    assert older["section"].sentence.startswith("平成30年度の評価表は1施策です。")
    assert [(tab.label, tab.is_current) for tab in older["tabs"]] == [
        ("令和元年度", False),
        ("平成30年度", True),
        ("平成29年度", False),
    ]


def test_years_keep_the_municipality_that_was_asked_for(made):
    rated(made.measures[0], "A")
    code = made.plan.municipality.code
    [plain, *_missing] = context(made.plan)["tabs"]
    [kept, *_missing] = context(made.plan, municipality=code, fiscal_year="2018", x="1")["tabs"]
    assert plain.url == "/policies/?fiscal_year=2019"
    assert kept.url == f"/policies/?fiscal_year=2019&municipality={code}"


def test_year_without_a_published_sheet_has_no_ratings(made):
    rated(made.measures[0], "A")
    sheet_in("withdrawn", plan_item=made.measures[1], fiscal_year=2018)
    assert context(made.plan, asked=2018)["section"] is None
    assert context(made.plan, asked=2017)["section"] is None


def test_ratings_are_counted_by_the_highest_items_and_lead_to_them(made):
    for measure, code in zip(made.measures, "ABAA", strict=True):
        rated(measure, code)
    other = make_three_levels()
    RatingGradeFactory(plan=other.plan, code="A")
    rated(other.measures[0], "A")
    figures = context(made.plan)["section"].figures
    lines = [(line.label, line.url, [cell.text for cell in line.cells]) for line in figures.lines]
    assert lines == [
        ("2 共に支え合うまち", made.tops[0].get_absolute_url(), ["1", "1", "2"]),
        ("1 自然を守るまち", made.tops[1].get_absolute_url(), ["2", "0", "2"]),
    ]
    assert figures.corner == "基本目標"


def test_ratings_of_plans_whose_highest_levels_differ_have_a_neutral_heading(made):
    flat = MeasureFactory()
    RatingGradeFactory(plan=flat.plan, code="A")
    for measure in (made.measures[0], flat):
        rated(measure, "A")
    assert context(made.plan, flat.plan)["section"].figures.corner == "計画の柱"
    assert context(flat.plan)["section"].figures.corner == "運営方針"


def test_each_plan_is_a_part_with_its_facts_and_branches(made):
    flat = PlanFactory(level_names="施策", name="短い計画", first_year=2018)
    measure = MeasureFactory(parent=None, plan=flat, code="10001")
    first, second = context(flat, made.plan)["parts"]
    assert (first.name, first.facts) == ("短い計画", "計画の期間：平成30年度～。")
    assert ([leaf.node.item for leaf in first.leaves], first.branches) == ([measure], [])
    assert [branch.node.item for branch in second.branches] == made.tops
    assert second.leaves == []


def test_coverage_is_that_of_the_pages_year_and_of_these_cities(made):
    rated(made.measures[0], "A")
    city = made.plan.municipality
    for year, municipality, area in [
        (2019, city, AREA),
        (2018, city, AREA),
        (2019, city, "projects"),
        (2019, PlanFactory().municipality, AREA),
    ]:
        EditionFactory(municipality=municipality, fiscal_year=year, area=area, coverage="15施策")
    assert context(made.plan)["coverage"] == [f"{city} 令和元年度：15施策"]
