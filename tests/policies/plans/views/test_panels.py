"""The links between 施策 and 協働事業 on both sides."""

import pytest

from policies.plans.views.panels import items_panel, projects_of
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import MeasureFactory, PlanFactory, ProjectLinkFactory
from tests.factories.projects import ProjectFactory, published_record, record_in

pytestmark = pytest.mark.django_db


def test_only_published_projects_that_people_linked_are_shown_by_name():
    measure = MeasureFactory()
    department = DepartmentFactory(municipality=measure.plan.municipality)
    for name in ("花いっぱい運動", "緑のカーテン", "あいさつ運動"):
        record = published_record(department=department, project__name=name)
        if name != "緑のカーテン":
            ProjectLinkFactory(plan_item=measure, project=record.project)
    for state in ("draft", "withdrawn"):
        hidden = record_in(state, department=department)
        ProjectLinkFactory(plan_item=measure, project=hidden.project)
    assert [one.name for one in projects_of(measure)] == ["あいさつ運動", "花いっぱい運動"]


def test_project_published_in_several_years_is_shown_once(django_assert_num_queries):
    record = published_record()
    published_record(project=record.project, department=record.department, fiscal_year=2024)
    link = ProjectLinkFactory(
        plan_item__in_plan__municipality=record.project.municipality, project=record.project
    )
    with django_assert_num_queries(1):
        assert projects_of(link.plan_item) == [record.project]


def test_panel_names_the_measures_by_code_and_leads_to_them():
    plan = PlanFactory(slug="mihon")
    project = ProjectFactory(municipality=plan.municipality)
    for number, text in (("222", "公園を直します。"), ("111", "花壇を広げます。")):
        measure = MeasureFactory(in_plan=plan, parent__number=number, text=text)
        ProjectLinkFactory(plan_item=measure, project=project)
    panel = items_panel(project)
    assert (panel.id, str(panel.title)) == ("policies", "関連する総合計画の施策")
    assert panel.links == [
        ("11101 花壇を広げます。", "/policies/mihon/11101/"),
        ("22201 公園を直します。", "/policies/mihon/22201/"),
    ]


def test_there_is_no_panel_without_a_link_to_a_published_plan():
    link = ProjectLinkFactory(plan_item__in_plan=PlanFactory(is_published=False))
    assert items_panel(link.project) is None
    assert items_panel(ProjectFactory()) is None


@pytest.mark.parametrize("count", [1, 3])
def test_panel_costs_one_query(django_assert_num_queries, count):
    plan = PlanFactory()
    project = ProjectFactory(municipality=plan.municipality)
    for _ in range(count):
        ProjectLinkFactory(plan_item=MeasureFactory(in_plan=plan), project=project)
    with django_assert_num_queries(1):
        assert len(items_panel(project).links) == count
