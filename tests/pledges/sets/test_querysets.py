"""Which sets, items and links everybody may see, in which order, at what cost."""

import pytest

from kyodo_portal.publishing.choices import State
from pledges.models import PledgeItem, PledgeLevel, PledgeSet, PolicyLink, ProjectLink
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    RatingFactory,
    published_report,
    report_in,
    tree,
)
from tests.factories.policies import MeasureFactory, PlanFactory
from tests.factories.projects import ProjectFactory, ProjectRecordFactory, published_record

pytestmark = pytest.mark.django_db
UNSEEN = [State.DRAFT, State.SUBMITTED, State.RETURNED, State.WITHDRAWN]


def hide(pledge_set):
    """Take a set from the public while its report stays published."""
    PledgeSet.objects.filter(pk=pledge_set.pk).update(is_published=False)


def reported_set(**values):
    """Return a set with one item and a published report."""
    pledge_set = PledgeSetFactory(**values)
    tree(pledge_set, 1)
    published_report(pledge_set=pledge_set)
    return pledge_set


def test_set_is_reported_by_a_published_report_alone():
    shown = reported_set()
    for state in UNSEEN:
        report_in(state)
    PledgeSetFactory()
    hidden = reported_set()
    hide(hidden)
    assert list(PledgeSet.objects.reported()) == [shown]
    assert hidden not in PledgeSet.objects.published()


def test_set_of_several_reports_is_listed_once():
    pledge_set = reported_set()
    published_report(pledge_set=pledge_set, as_of="2025-03-31")
    assert list(PledgeSet.objects.reported()) == [pledge_set]


def test_sets_stand_by_municipality_and_name_with_their_published_reports_newest_first():
    first, second = (MunicipalityFactory() for _one in range(2))
    later = reported_set(municipality=second, slug="a-1")
    sooner = [reported_set(municipality=first, slug=slug) for slug in ("c-1", "b-1")]
    published_report(pledge_set=later, as_of="2025-03-31", as_of_text="令和6年度末")
    report_in(State.DRAFT, pledge_set=later, as_of="2026-03-31")
    report_in(State.WITHDRAWN, pledge_set=later, as_of="2027-03-31")
    found = list(PledgeSet.objects.for_list())
    assert found == [*sooner[::-1], later]
    assert [one.fiscal_year for one in found[2].published_reports] == [2024, 2023]


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_sets_costs_four_queries(number, django_assert_num_queries):
    for _one in range(number):
        reported_set(words=["達成"])
    with django_assert_num_queries(4):
        found = [
            (one.municipality.name, len(one.levels.all()), len(one.status_words.all()))
            for one in PledgeSet.objects.for_list()
            if one.published_reports
        ]
    assert [counts for _name, *counts in found] == [[4, 1]] * number


@pytest.mark.parametrize(
    ("shown", "is_rated"),
    [
        ({}, False),
        ({"has_stars": True}, True),
        ({"has_percent": True}, True),
        ({"has_word": True}, True),
    ],
)
def test_level_is_rated_by_anything_that_is_shown(shown, is_rated):
    PledgeSetFactory(levels=[{"name": "全体", **shown}])
    level = PledgeLevel.objects.get()
    assert list(PledgeLevel.objects.rated()) == ([level] if is_rated else [])
    assert level.is_rated is is_rated


def test_item_is_public_with_a_published_report_of_its_set():
    shown = reported_set()
    for state in UNSEEN:
        tree(report_in(state).pledge_set, 1)
    tree(PledgeSetFactory(), 1)
    assert list(PledgeItem.objects.published()) == list(shown.items.all())


def test_item_of_an_unpublished_set_is_not_public_whatever_its_report_is():
    pledge_set = reported_set()
    hide(pledge_set)
    assert pledge_set.reports.get().state == State.PUBLISHED
    assert list(PledgeItem.objects.published()) == []


def test_item_is_public_once_however_many_reports_there_are():
    pledge_set = reported_set()
    published_report(pledge_set=pledge_set, as_of="2025-03-31")
    assert PledgeItem.objects.published().count() == 1


def test_items_of_departments_in_these_reports_each_once():
    pledge_set = PledgeSetFactory()
    first, second, third = tree(pledge_set, 3)
    city = pledge_set.municipality
    parks, roads, forests = (DepartmentFactory(municipality=city) for _one in range(3))
    said = [
        {"item": first, "departments": [parks, roads]},
        {"item": second, "departments": [forests]},
    ]
    report = published_report(said, pledge_set=pledge_set)
    later = report_in(State.DRAFT, pledge_set=pledge_set, as_of="2025-03-31")
    RatingFactory(report=later, item=third, departments=[parks])

    def found(departments, *reports):
        ids = [one.pk for one in departments]
        return list(PledgeItem.objects.of_departments(ids, [one.pk for one in reports]).for_tree())

    assert found([parks, roads], report) == [first]
    assert found([parks], later) == [third]
    assert found([parks, forests], report, later) == [first, second, third]
    assert found([], report) == found([parks]) == []


def test_tree_stands_in_the_order_of_places_and_not_of_texts():
    pledge_set = PledgeSetFactory()
    for position in (10, 2, 1):
        PledgeItemFactory(pledge_set=pledge_set, position=position)
    PledgeItemFactory(parent=PledgeItem.objects.get(path="2"), position=1)
    assert [item.path for item in PledgeItem.objects.for_list()] == ["1", "2", "2-1", "10"]


@pytest.mark.parametrize("number", [1, 3])
def test_tree_costs_one_query(number, django_assert_num_queries):
    for _one in range(number):
        tree(PledgeSetFactory(), number)
    with django_assert_num_queries(1):
        assert len({item.pledge_set.name for item in PledgeItem.objects.for_tree()}) == number


class TestLinks:
    """The links of one item, and the links to one project or 施策."""

    def policy_link(self, item, *, is_published=True):
        plan = PlanFactory(municipality=item.pledge_set.municipality, is_published=is_published)
        return PolicyLink.objects.create(item=item, plan_item=MeasureFactory(in_plan=plan))

    def project_link(self, item, *, is_published=True):
        department = DepartmentFactory(municipality=item.pledge_set.municipality)
        make = published_record if is_published else ProjectRecordFactory
        return ProjectLink.objects.create(item=item, project=make(department=department).project)

    def test_of_an_item_lead_to_what_is_public_in_order(self):
        item, other = tree(PledgeSetFactory(), 2)
        policies = [self.policy_link(item) for _one in range(2)]
        projects = [self.project_link(item) for _one in range(2)]
        for hidden in (self.policy_link, self.project_link):
            hidden(item, is_published=False)
            hidden(other)
        assert PolicyLink.objects.public_of(item.pledge_set_id, item.path) == policies
        assert ProjectLink.objects.public_of(item.pledge_set_id, item.path) == projects

    def test_of_an_item_are_not_those_of_the_same_place_in_another_set(self):
        [item], [other] = tree(PledgeSetFactory(), 1), tree(PledgeSetFactory(), 1)
        self.policy_link(other)
        self.project_link(other)
        assert PolicyLink.objects.public_of(item.pledge_set_id, "1") == []
        assert ProjectLink.objects.public_of(item.pledge_set_id, "1") == []

    def test_to_a_project_come_from_public_pledges_alone(self):
        city = MunicipalityFactory()
        project = ProjectFactory(municipality=city)
        sets = [reported_set(municipality=city, slug=slug) for slug in ("b-1", "a-1")]
        hidden, silent = reported_set(municipality=city), PledgeSetFactory(municipality=city)
        hide(hidden)
        tree(silent, 1)
        links = [
            ProjectLink.objects.create(item=one.items.get(), project=project)
            for one in (*sets, hidden, silent)
        ]
        assert ProjectLink.objects.public_to(project.pk) == [links[1], links[0]]
        assert ProjectLink.objects.public_to(ProjectFactory(municipality=city).pk) == []

    def test_to_a_measure_come_from_public_pledges_alone(self):
        city = MunicipalityFactory()
        measure = MeasureFactory(in_plan=PlanFactory(municipality=city))
        shown, hidden = reported_set(municipality=city), reported_set(municipality=city)
        hide(hidden)
        links = [
            PolicyLink.objects.create(item=one.items.get(), plan_item=measure)
            for one in (shown, hidden)
        ]
        assert PolicyLink.objects.public_to(measure.pk) == [links[0]]

    @pytest.mark.parametrize("number", [1, 3])
    def test_to_a_project_cost_one_query(self, number, django_assert_num_queries):
        city = MunicipalityFactory()
        project = ProjectFactory(municipality=city)
        for _one in range(number):
            item = reported_set(municipality=city).items.get()
            ProjectLink.objects.create(item=item, project=project)
        with django_assert_num_queries(1):
            links = ProjectLink.objects.public_to(project.pk)
            assert len({link.item.get_absolute_url() for link in links}) == number
