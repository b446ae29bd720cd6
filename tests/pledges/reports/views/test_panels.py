"""What the pages of projects, 施策 and departments show of pledges."""

import pytest

from kyodo_portal.publishing.choices import State
from pledges.models import PledgeItem, PledgeSet, PolicyLink, ProjectLink, Rating
from pledges.reports.views.panels import department_panel, plan_item_panel, project_panel
from tests.factories.organizations import DepartmentFactory
from tests.factories.pledge_sets import PledgeSetFactory, published_report, report_in, tree
from tests.factories.policies import MeasureFactory, PlanFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge_set():
    return PledgeSetFactory(slug="mihon-5")


def hide(pledge_set):
    """Take a set from the public while its report stays published."""
    PledgeSet.objects.filter(pk=pledge_set.pk).update(is_published=False)


def test_panel_of_a_project_and_of_a_measure_leads_to_public_pledges(pledge_set):
    [item] = tree(pledge_set, 1)
    city = pledge_set.municipality
    project = ProjectFactory(municipality=city)
    measure = MeasureFactory(in_plan=PlanFactory(municipality=city))
    ProjectLink.objects.create(item=item, project=project)
    PolicyLink.objects.create(item=item, plan_item=measure)
    assert (project_panel(project), plan_item_panel(measure)) == (None, None)
    published_report(pledge_set=pledge_set)
    for panel in (project_panel(project), plan_item_panel(measure)):
        assert (panel.id, panel.title) == ("pledges", "関連する市長公約")
        assert panel.links == [(item.title, "/pledges/mihon-5/1/")]
    hide(pledge_set)
    assert (project_panel(project), plan_item_panel(measure)) == (None, None)


class TestDepartment:
    """What a department is in charge of."""

    @pytest.fixture
    def division(self, pledge_set):
        return DepartmentFactory(municipality=pledge_set.municipality)

    def test_is_that_of_the_newest_report_and_of_what_is_below_it(self, pledge_set, division):
        first, second, third = tree(pledge_set, 3)
        section = DepartmentFactory(municipality=pledge_set.municipality, parent=division)
        other = DepartmentFactory(municipality=pledge_set.municipality)
        published_report([{"item": first, "departments": [division]}], pledge_set=pledge_set)
        said = [
            {"item": third, "departments": [section, division]},
            {"item": second, "departments": [other, section]},
        ]
        published_report(said, pledge_set=pledge_set, as_of="2025-03-31")
        draft = {"item": first, "departments": [division]}
        report_in(State.DRAFT, [draft], pledge_set=pledge_set, as_of="2026-03-31")
        panel = department_panel(division)
        assert (panel.title, [url for _label, url in panel.links]) == (
            "担当する市長公約",
            ["/pledges/mihon-5/2/", "/pledges/mihon-5/3/"],
        )
        assert panel.links[0][0] == f"2 {second.title}"
        assert [url for _label, url in department_panel(other).links] == ["/pledges/mihon-5/2/"]

    def test_item_has_the_number_that_its_own_page_shows(self, client, real_data):
        item = PledgeItem.objects.get(path="1-3-1")
        unit = Rating.objects.get(item=item).departments.first()
        assert item.get_absolute_url() == "/pledges/tomakomai-5/1-3-1/"
        assert f"I-3-1 {item.title}" in [label for label, _url in department_panel(unit).links]
        page = client.get(item.get_absolute_url()).content.decode()
        assert "<title>施策 I-3-1 " in page

    @pytest.mark.parametrize("state", [one for one in State if one != State.PUBLISHED])
    def test_of_a_report_that_is_not_public_is_not_shown(self, pledge_set, division, state):
        [item] = tree(pledge_set, 1)
        said = [{"item": item, "departments": [division]}]
        report_in(state, said, pledge_set=pledge_set)
        assert department_panel(division) is None

    def test_of_an_unpublished_set_is_not_shown(self, pledge_set, division):
        [item] = tree(pledge_set, 1)
        published_report([{"item": item, "departments": [division]}], pledge_set=pledge_set)
        assert department_panel(division) is not None
        hide(pledge_set)
        assert department_panel(division) is None

    @pytest.mark.parametrize("number", [1, 3])
    def test_costs_two_queries(self, pledge_set, division, number, django_assert_num_queries):
        said = [{"item": item, "departments": [division]} for item in tree(pledge_set, number)]
        published_report(said, pledge_set=pledge_set)
        with django_assert_num_queries(2):
            assert len(department_panel(division).links) == number
