"""The rules of a link between 施策 and 協働事業."""

import pytest

from policies.models import ProjectLink
from tests.factories.policies import MeasureFactory, ProjectLinkFactory
from tests.factories.projects import ProjectFactory
from tests.refusals import refusal

pytestmark = pytest.mark.django_db


def test_project_of_another_municipality_is_refused():
    link = ProjectLink(plan_item=MeasureFactory(), project=ProjectFactory())
    assert refusal(link) == {"project": ["協働事業は、同じ自治体のものから選んでください。"]}


@pytest.mark.parametrize("side", ["plan_item", "project"])
def test_link_without_one_of_its_sides_is_refused_and_no_error(side):
    sides = {"plan_item": MeasureFactory(), "project": ProjectFactory()}
    del sides[side]
    assert refusal(ProjectLink(**sides)) == {side: ["このフィールドには NULL を指定できません。"]}


def test_link_stands_once_and_a_project_may_serve_several_measures():
    link = ProjectLinkFactory()
    again = ProjectLink(plan_item=link.plan_item, project=link.project)
    assert refusal(again) == {"__all__": ["この関連はもう登録されています。"]}
    second = MeasureFactory(parent=link.plan_item.parent)
    ProjectLink(plan_item=second, project=link.project).full_clean()


def test_link_is_named_by_both_sides_and_found_by_both():
    link = ProjectLinkFactory(
        plan_item__text="花壇を広げます。",
        plan_item__in_plan__slug="mihon",
        plan_item__parent__number="111",
        plan_item__in_plan__municipality__code="970018",
        project__name="花いっぱい運動",
        project__code="T1",
    )
    ProjectLinkFactory(plan_item=link.plan_item)
    assert str(link) == "11101 花壇を広げます。 ― 花いっぱい運動"
    key = ("mihon", "11101", "970018", "T1")
    assert link.natural_key() == key
    assert ProjectLink.objects.get_by_natural_key(*key) == link
