"""The tree of a plan in the admin, and the 協働事業 that are suggested for a 施策."""

import pytest

from policies.models import PlanItem, ProjectLink
from tests.factories.admin_pages import admin_url, change, logged_in, messages, refused, words
from tests.factories.organizations import MunicipalityFactory, coordinator
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    ProjectLinkFactory,
    make_policy_city,
    make_three_levels,
)
from tests.factories.projects import ProjectFactory, published_project
from tests.factories.publishing import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(city):
    return logged_in(city.coordinator)


def test_tree_is_listed_in_its_order(client, city):
    first = city.measure.parent
    listed = client.get(admin_url(PlanItem, "changelist")).context["cl"].result_list
    assert list(listed) == [first, city.measure]


def test_parent_of_another_plan_and_bad_code_are_refused(client, city):
    other = PlanFactory(municipality=city.municipality)
    elsewhere = MeasureFactory(in_plan=other).parent
    assert "parent" in refused(change(client, city.measure, parent=str(elsewhere.pk)))
    assert "code" in refused(change(client, city.measure, code="1A"))
    stranger = make_policy_city("別の市").measure.parent
    assert "parent" in refused(change(client, city.measure, parent=str(stranger.pk)))


@pytest.mark.parametrize("goals", [["99"], ["x"]])
def test_goal_that_is_none_is_refused(client, city, goals):
    assert "sdgs" in refused(change(client, city.measure, sdgs=goals))


def test_goals_are_chosen(client, city):
    change(client, city.measure, sdgs=["3", "11"])
    assert PlanItem.objects.get(pk=city.measure.pk).sdgs == [3, 11]


def test_project_is_suggested_by_words_and_linked_only_when_chosen(client, city):
    near = published_project(municipality=city.municipality, name="花壇フェスタ")
    published_project(municipality=city.municipality, name="雪まつり")
    elsewhere = ProjectFactory(name="花壇フェスタ")
    form = client.get(admin_url(city.measure, "change")).context["adminform"].form
    offered = form.fields["suggested_projects"].widget.choices
    assert list(offered) == [(near.pk, "花壇フェスタ（「花壇」）")]
    assert ProjectLink.objects.count() == 0
    response = change(client, city.measure, suggested_projects=[str(elsewhere.pk)])
    assert "suggested_projects" in refused(response)
    response = change(client, city.measure, suggested_projects=[str(near.pk)])
    assert "「花壇フェスタ」を関連する協働事業にしました。" in messages(response)
    assert [link.project for link in ProjectLink.objects.all()] == [near]
    form = response.context["adminform"].form
    assert list(form.fields["suggested_projects"].widget.choices) == []


def test_what_is_linked_stands_below_with_the_way_to_give_it_up(client, city):
    project = published_project(municipality=city.municipality, name="花いっぱい運動")
    link = ProjectLinkFactory(plan_item=city.measure, project=project)
    ProjectLinkFactory(plan_item=MeasureFactory(parent=city.measure.parent))
    response = client.get(admin_url(city.measure, "change"))
    assert list(response.context["project_links"]) == [link]
    assert admin_url(link, "delete") in response.content.decode()
    read = logged_in(city.editors[0]).get(admin_url(city.measure, "change"))
    assert "花いっぱい運動" in words(read)
    assert admin_url(link, "delete") not in read.content.decode()


def test_projects_are_offered_for_a_measure_and_to_the_coordinator_alone(client, city):
    for user, item in [(city.coordinator, city.measure.parent), (city.editors[0], city.measure)]:
        response = logged_in(user).get(admin_url(item, "change"))
        assert "suggested_projects" not in response.content.decode()
    assert "suggested_projects" in client.get(admin_url(city.measure, "change")).content.decode()


def test_stored_item_stays_in_its_plan(client, city):
    other = PlanFactory(municipality=city.municipality)
    change(client, city.measure, plan=str(other.pk), title="花壇")
    stored = PlanItem.objects.get(pk=city.measure.pk)
    assert (stored.plan, stored.title) == (city.plan, "花壇")


def test_only_items_of_the_plan_that_are_no_measures_may_stand_above(client):
    made = make_three_levels(municipality=MunicipalityFactory())
    client = logged_in(coordinator(made.plan.municipality, "policies"))
    form = client.get(admin_url(made.branches[0], "change")).context["adminform"].form
    offered = form.fields["parent"].queryset
    # By code: 11, 1101, 12, and not 1201 itself.
    assert list(offered) == [made.tops[1], made.branches[1], made.tops[0]]


def test_items_are_found_by_words_and_listed_with_depth_and_level(client, city):
    measure = MeasureFactory(parent=city.measure.parent)
    saved(measure, text="公園のベンチを直します。")
    url = admin_url(PlanItem, "changelist")
    found = client.get(url, {"q": "ﾍﾞﾝﾁ"})
    assert list(found.context["cl"].result_list) == [measure]
    assert '<span class="depth-1">公園のベンチを直します。</span>' in found.content.decode()
    row = words(found).partition("公園のベンチを直します。")[2].split()
    assert row[:2] == [measure.code, "施策"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(django_assert_num_queries, client, city, count):
    for _number in range(count - 1):
        MeasureFactory(parent=city.measure.parent)
    with django_assert_num_queries(6):
        response = client.get(admin_url(PlanItem, "changelist"))
    assert len(response.context["cl"].result_list) == count + 1
