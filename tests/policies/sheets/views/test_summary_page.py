"""The summary's sections and its table of indicators."""

import pytest
from django.http import QueryDict

from policies.models import EvaluationSheet
from policies.sheets.aggregates.indicators import SheetIndicator
from policies.sheets.filters import EvaluationSheetFilter
from policies.sheets.views.summary_page import line_of, summary_context, top_items, years_words
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    make_three_levels,
    published_sheet,
    sheet_in,
    shown_indicator,
)


def of(query=""):
    filterset = EvaluationSheetFilter.of(QueryDict(query))
    assert filterset.is_valid(), filterset.errors
    return filterset


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "すべての年度"),
        ("fiscal_year=all", "すべての年度"),
        ("fiscal_year=all&fiscal_year=2019", "すべての年度"),
        ("fiscal_year=2019", "令和元年度"),
        ("fiscal_year=2019&fiscal_year=2018", "平成30年度と令和元年度"),
    ],
)
def test_years_of_the_query_stand_in_words(query, words):
    assert years_words(of(query)) == words


def test_line_runs_over_all_years_and_changes_in_the_sheets_own():
    found = SheetIndicator(
        EvaluationSheet(fiscal_year=2018), shown_indicator({2017: "1", 2018: "3"}, direction="up")
    )
    line = line_of(found, [2016, 2017, 2018, 2019])
    assert [(cell.text, cell.is_current) for cell in line.cells] == [
        ("データなし", False),
        ("1", False),
        ("3", True),
        ("データなし", False),
    ]
    assert line.change == "増 2（改善）"
    assert [bar.is_old for bar in line.spark.bars] == [True, True]


def test_line_without_two_years_says_nothing_of_a_change():
    found = SheetIndicator(EvaluationSheet(fiscal_year=2019), shown_indicator({2019: "3"}))
    line = line_of(found, [2019])
    assert (line.change, line.spark) == ("", None)


@pytest.fixture
def made(db):
    made = make_three_levels()
    RatingGradeFactory(plan=made.plan, code="A")
    return made


def rated(measure, **values):
    return published_sheet(plan_item=measure, rating=measure.plan.grades.get(), **values)


def test_highest_items_are_those_of_the_plans_in_view(made):
    rated(made.measures[0])
    other = make_three_levels()
    assert top_items(of()) == {top.pk: top for top in made.tops}
    RatingGradeFactory(plan=other.plan, code="A")
    rated(other.measures[0])
    assert len(top_items(of())) == 4
    assert len(top_items(of(f"plan={made.plan.slug}"))) == 2


def test_summary_without_sheets_has_no_sections(made):
    sheet_in("draft", plan_item=made.measures[0], rating=made.plan.grades.get())
    found = summary_context(of())
    assert (found["count"], found["result"], found["sections"], found["lines"]) == (0, "", [], [])
    assert found["has_records"] is False
    rated(made.measures[1])
    assert summary_context(of("fiscal_year=2018"))["has_records"] is True


def test_sections_lead_to_the_branches_and_to_the_departments_sheets(made):
    office = DepartmentFactory(municipality=made.plan.municipality)
    rated(made.measures[0], departments=[office])
    branches, departments = summary_context(of("fiscal_year=2019&rating=A"))["sections"]
    assert (branches.title, branches.figures.corner) == ("基本目標ごとの反映区分", "基本目標")
    assert [line.url for line in branches.figures.lines] == [made.tops[0].get_absolute_url()]
    assert departments.title == "担当課ごとの反映区分"
    assert [line.url for line in departments.figures.lines] == [
        f"/policies/summary/?department={office.pk}&fiscal_year=2019&rating=A"
    ]
    assert "それぞれの課に数え、計には1回だけ数えます。" in departments.sentence
    assert branches.sentence.startswith("令和元年度の評価表は1施策です。")


def test_plans_whose_highest_levels_differ_have_a_neutral_heading(made):
    other = MeasureFactory(in_plan=PlanFactory())
    RatingGradeFactory(plan=other.plan, code="A")
    for measure in (made.measures[0], other):
        rated(measure)
    assert summary_context(of())["sections"][0].figures.corner == "計画の柱"


def test_indicators_stand_over_all_their_years_with_how_far_they_are_known(made):
    for values in ({2017: "1", 2019: "3"}, {2019: "-"}, {2020: "98765"}):
        IndicatorFactory(plan_item=made.measures[0], values=values)
    rated(made.measures[0])
    found = summary_context(of())
    assert found["years"] == [
        ("平成29年度", "2017"),
        ("平成30年度", "2018"),
        ("令和元年度", "2019"),
    ]
    assert [[cell.text for cell in line.cells] for line in found["lines"]] == [
        ["1", "データなし", "3"],
        ["データなし", "データなし", "- 測定なし"],
    ]
    counted = [(year.fiscal_year, year.counted, year.total) for year in found["year_coverage"]]
    assert counted == [(2017, 1, 2), (2018, 0, 2), (2019, 1, 2)]
