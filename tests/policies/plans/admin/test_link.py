"""The links between 施策 and 協働事業 in the admin."""

import pytest

from policies.models import ProjectLink
from tests.factories.admin_pages import admin_url, change, logged_in, refused, words
from tests.factories.policies import ProjectLinkFactory, make_policy_city
from tests.factories.projects import ProjectFactory, published_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(city):
    return logged_in(city.coordinator)


def linked(city, **values):
    """Return a new link of the city's measure to a project that everybody may see."""
    project = published_project(municipality=city.municipality, **values)
    return ProjectLinkFactory(plan_item=city.measure, project=project)


def test_link_to_a_project_of_another_municipality_is_refused(client, city):
    project = ProjectFactory()
    data = {"plan_item": str(city.measure.pk), "project": str(project.pk), "_save": "1"}
    assert "project" in refused(client.post(admin_url(ProjectLink, "add"), data))


def test_link_is_given_up_by_deleting_it(client, city):
    link = linked(city)
    client.post(admin_url(link, "delete"), {"post": "yes", "expected_version": "1"})
    assert ProjectLink.objects.count() == 0


def test_project_that_became_another_is_not_offered_and_those_stand_by_their_code(client, city):
    second = published_project(municipality=city.municipality, code="T2")
    first = published_project(municipality=city.municipality, code="T1")
    ProjectFactory(municipality=city.municipality, code="T0", merged_into=first)
    form = client.get(admin_url(ProjectLink, "add")).context["adminform"].form
    assert list(form.fields["project"].queryset) == [first, second]
    assert city.measure in form.fields["plan_item"].queryset
    assert make_policy_city("別の市").measure not in form.fields["plan_item"].queryset


def test_link_is_made_and_changed_by_the_coordinator_alone(client, city):
    first, second = (published_project(municipality=city.municipality) for _number in range(2))
    data = {"plan_item": str(city.measure.pk), "project": str(first.pk), "_save": "1"}
    url = admin_url(ProjectLink, "add")
    assert logged_in(city.editors[0]).post(url, data).status_code == 403
    client.post(url, data)
    link = ProjectLink.objects.get()
    change(client, link, project=str(second.pk))
    assert ProjectLink.objects.get().project == second
    again = client.post(url, {**data, "project": str(second.pk)})
    assert refused(again) == {"__all__": ["この関連はもう登録されています。"]}


def test_links_are_listed_by_measure_and_found_by_code_and_name(client, city):
    link = linked(city, name="花いっぱい")
    linked(city)
    linked(make_policy_city("別の市"))
    url = admin_url(ProjectLink, "changelist")
    response = client.get(url)
    assert response.context["cl"].result_count == 2
    assert str(city.measure) in words(response)
    assert list(client.get(url, {"q": "花いっぱい"}).context["cl"].result_list) == [link]
    assert client.get(url, {"q": city.measure.code}).context["cl"].result_count == 2


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(django_assert_num_queries, client, city, count):
    for _number in range(count):
        linked(city)
    with django_assert_num_queries(5):
        response = client.get(admin_url(ProjectLink, "changelist"))
    assert len(response.context["cl"].result_list) == count
