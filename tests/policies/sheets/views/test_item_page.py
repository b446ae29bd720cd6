"""What a 施策's page shows of one year, besides the sheet's own words."""

import pytest
from django.test import RequestFactory

from kyodo_portal.listing.tabs import KnownYear
from policies import AREA
from policies.models import EvaluationSheet
from policies.plans.rows.tree import plan_trees
from policies.sheets.views.item_page import (
    item_context,
    item_json_more,
    measure_words,
    sheet_context,
    siblings_of,
)
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    ProjectLinkFactory,
    make_three_levels,
    published_sheet,
)
from tests.factories.projects import CollaborationFormFactory, ProjectFactory, published_record
from tests.factories.publishing import EditionFactory, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_three_levels(slug="mihon", municipality__name="見本市", source_title="施策評価表")


def tree_of(made):
    [tree] = plan_trees([made.plan])
    return tree


def stored(sheet):
    return EvaluationSheet.objects.for_list().get(pk=sheet.pk)


def context(made, sheet=None, measure=0):
    tree = tree_of(made)
    years = [KnownYear(*row) for row in made.measures[measure].sheets.years_and_states()]
    request = RequestFactory().get("/policies/mihon/120101/")
    node = tree.nodes[made.measures[measure].pk]
    return item_context(request, tree, node, sheet, years)


def test_other_measures_of_the_same_highest_item_stand_beside_it(made):
    tree = tree_of(made)
    node = tree.nodes[made.measures[0].pk]
    assert siblings_of(node) == [(measure_words(tree.measures[1]), "/policies/mihon/120102/")]
    assert measure_words(node) == f"120101 {made.measures[0].text}"
    node.item.title = "花壇"
    assert measure_words(node) == "120101 花壇"


def test_page_names_itself_and_its_neighbours(made):
    found = context(made, measure=1)
    assert found["crumbs"][-1] == ("施策 120102", "")
    assert found["kind"] == "総合計画の施策"
    assert found["kickers"] == ["施策番号 120102", "見本市", "総合計画"]
    assert found["siblings_title"] == "同じ基本目標の施策"
    assert [node.item for node in found["above"]] == [made.tops[0], made.branches[0]]
    # The next 施策 may stand under another 基本目標.
    assert (found["before"].item, found["after"].item) == (made.measures[0], made.measures[2])


def test_page_without_a_sheet_tells_the_plans_source_itself(made):
    assert context(made)["plan_facts"].endswith("資料：施策評価表。")
    assert context(made)["tabs"] == []
    assert "sections" not in context(made)
    sheet = stored(published_sheet(plan_item=made.measures[0]))
    assert "資料" not in context(made, sheet)["plan_facts"].replace("資料に記載なし", "")


def test_tabs_tell_missing_years_of_a_covered_table_apart(made):
    for year in (2017, 2019):
        sheet = published_sheet(plan_item=made.measures[0], fiscal_year=year)
    for year in (2018, 2019):
        EditionFactory(municipality=made.plan.municipality, area=AREA, fiscal_year=year)
    EditionFactory(area=AREA, fiscal_year=2016)
    tabs = [(tab.label, str(tab.small), tab.url) for tab in context(made, stored(sheet))["tabs"]]
    assert tabs == [
        ("令和元年度", "2019", "/policies/mihon/120101/?fiscal_year=2019"),
        ("平成30年度", "記載なし", ""),
        ("平成29年度", "2017", "/policies/mihon/120101/?fiscal_year=2017"),
        ("平成28年度", "データなし", ""),
    ]


def test_goals_and_public_projects_are_named(made):
    measure = saved(made.measures[0], sdgs=[11, 15])
    record = published_record(
        department=DepartmentFactory(municipality=made.plan.municipality),
        project__name="花いっぱい運動",
    )
    hidden = ProjectFactory(municipality=made.plan.municipality)
    for project in (record.project, hidden):
        ProjectLinkFactory(plan_item=measure, project=project)
    found = context(made)
    assert [(number, str(name)) for number, name in found["goals"]] == [
        (11, "住み続けられるまちづくりを"),
        (15, "陸の豊かさも守ろう"),
    ]
    assert found["projects"] == [("花いっぱい運動", record.project.get_absolute_url())]


def test_notes_stand_below_the_table_or_by_themselves_where_there_is_none(made):
    sheet = stored(published_sheet(plan_item=made.measures[0], notes="※速報値\n\n※確定は秋"))
    assert sheet_context(sheet, None)["sheet_notes"] == ["※速報値", "※確定は秋"]
    assert sheet_context(sheet, None)["table"] is None
    IndicatorFactory(plan_item=made.measures[0], values={2019: "1"})
    found = sheet_context(sheet, None)
    assert (found["sheet_notes"], found["table"].notes) == ([], ["※速報値", "※確定は秋"])


def test_year_shows_its_departments_edition_and_corrections(made):
    offices = DepartmentFactory.create_batch(2, municipality=made.plan.municipality)
    sheet = published_sheet(plan_item=made.measures[0], departments=offices)
    edition = EditionFactory(
        municipality=made.plan.municipality, area=AREA, fiscal_year=2019, coverage="15施策"
    )
    found = context(made, stored(sheet))
    assert found["departments"] == offices
    assert (found["edition"], found["coverage"]) == (edition, ["見本市 令和元年度：15施策"])
    assert found["changes"] == []
    assert sheet_context(stored(sheet), None)["coverage"] == []


def test_json_tells_linked_projects_and_counts_of_the_sheets_year_alone(made):
    department = DepartmentFactory(municipality=made.plan.municipality)
    form = CollaborationFormFactory(municipality=made.plan.municipality, common_code="kyosai")
    record = published_record(department=department, fiscal_year=2019, forms=[form])
    ProjectLinkFactory(plan_item=made.measures[0], project=record.project)
    IndicatorFactory(
        plan_item=made.measures[0],
        name="共催の数",
        counted_form="kyosai",
        values={2019: "3", 2020: "98765"},
    )
    sheet = published_sheet(plan_item=made.measures[0])
    projects = [{"id": record.project_id, "name": record.project.name}]
    assert item_json_more(made.measures[0], sheet) == {
        "projects": projects,
        "counted": [
            {
                "indicator": "共催の数",
                "fiscal_year": 2019,
                "stated": "3",
                "derived": 1,
                "difference": "減 2",
            }
        ],
    }
    assert item_json_more(made.measures[0], None) == {"projects": projects, "counted": []}
