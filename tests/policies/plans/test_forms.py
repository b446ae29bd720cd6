"""The form of an item: its goals, and the projects offered for a 施策."""

from types import SimpleNamespace

import pytest

from policies.models import PlanItem
from policies.plans.forms import PlanItemForm, label_of
from policies.plans.rules.suggestions import Suggestion
from projects.models import Project
from tests.factories.organizations import OperatorFactory
from tests.factories.policies import ProjectLinkFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "departments", "label"),
    [
        (["花壇"], [], "花いっぱい運動（「花壇」）"),
        (["公園", "花壇"], ["市民課"], "花いっぱい運動（「公園」、「花壇」、市民課）"),
        ([], ["市民課"], "花いっぱい運動（市民課）"),
    ],
)
def test_label_tells_why_a_project_is_offered(words, departments, label):
    project = Project(name="花いっぱい運動")
    assert label_of(Suggestion(project, words, departments)) == label


def form_of(item):
    """Return the form of an item as the operator opens it, who sees every project."""
    form = type("OpenedForm", (PlanItemForm,), {"request": SimpleNamespace(user=OperatorFactory())})
    return form(instance=item)


def offered(item):
    return list(form_of(item).fields["suggested_projects"].widget.choices)


def test_near_projects_are_offered_until_they_are_linked(city):
    near = ProjectFactory(municipality=city.municipality, name="花壇の日")
    ProjectFactory(municipality=city.municipality, name="雪まつり")
    assert offered(city.measure) == [(near.pk, "花壇の日（「花壇」）")]
    ProjectLinkFactory(plan_item=city.measure, project=near)
    assert offered(city.measure) == []
    field = form_of(city.measure).fields["suggested_projects"]
    assert str(field.help_text) == "同じことばや担当課がある協働事業は、いまはありません。"


def test_nothing_is_offered_above_the_measures_or_before_an_item_is_stored(city):
    for item in (city.measure.parent, PlanItem(plan=city.plan)):
        assert "suggested_projects" not in form_of(item).fields


def test_any_project_of_the_municipality_is_taken_and_no_other(city):
    far = ProjectFactory(municipality=city.municipality, name="雪まつり")
    stranger = ProjectFactory(name="花壇の日")
    field = form_of(city.measure).fields["suggested_projects"]
    assert list(field.queryset) == [far]
    assert stranger not in field.queryset


def test_goals_are_offered_by_number_and_name(city):
    choices = form_of(city.measure).fields["sdgs"].choices
    assert (choices[0], choices[10], len(choices)) == (
        (1, "1 貧困をなくそう"),
        (11, "11 住み続けられるまちづくりを"),
        17,
    )
