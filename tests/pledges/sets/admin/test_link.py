"""Links of pledges in the admin: chosen by the coordinator, within one city."""

import pytest

from kyodo_portal.publishing.models import Change
from pledges.models import PolicyLink, ProjectLink
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
)
from tests.factories.pledge_sets import PledgeItemFactory, PledgeSetFactory
from tests.factories.policies import MeasureFactory, PlanFactory
from tests.factories.projects import ProjectFactory, published_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(name="見本市")


@pytest.fixture
def pledge_set(city):
    return PledgeSetFactory(municipality=city, name="見本市の公約")


@pytest.fixture
def client(city):
    return logged_in(coordinator(city, "pledges"))


def test_link_to_a_project_of_another_city_is_refused_when_forged(client, pledge_set):
    item = PledgeItemFactory(pledge_set=pledge_set)
    data = {"item": item.pk, "project": ProjectFactory().pk}
    response = client.post(admin_url(ProjectLink, "add"), data)
    assert response.context["adminform"].form.errors["project"]
    data["project"] = published_project(municipality=pledge_set.municipality).pk
    assert client.post(admin_url(ProjectLink, "add"), data).status_code == 302
    assert ProjectLink.objects.count() == 1


def measure(city, **values):
    return MeasureFactory(in_plan=PlanFactory(municipality=city), **values)


def test_link_to_a_measure_of_another_city_is_refused_when_forged(client, city, pledge_set):
    item = PledgeItemFactory(pledge_set=pledge_set)
    data = {"item": item.pk, "plan_item": measure(MunicipalityFactory()).pk}
    response = client.post(admin_url(PolicyLink, "add"), data)
    assert response.context["adminform"].form.errors["plan_item"]
    data["plan_item"] = measure(city).pk
    assert client.post(admin_url(PolicyLink, "add"), data).status_code == 302
    change = Change.objects.get()
    assert (change.kind, change.area, change.municipality) == (
        "pledges.policylink",
        "pledges",
        city,
    )


def test_item_of_another_city_is_refused_when_forged(client, city):
    stranger = PledgeItemFactory(title="となり市の公約の文")
    data = {"item": stranger.pk, "project": ProjectFactory(municipality=city).pk}
    response = client.post(admin_url(ProjectLink, "add"), data)
    assert response.context["adminform"].form.errors["item"]
    assert "となり市の公約の文" not in words(response)
    assert ProjectLink.objects.count() == 0


def test_departments_editor_and_another_areas_coordinator_link_nothing(city, pledge_set):
    item = PledgeItemFactory(pledge_set=pledge_set)
    data = {"item": item.pk, "project": ProjectFactory(municipality=city).pk}
    strangers = [
        editor(DepartmentFactory(municipality=city), "pledges"),
        coordinator(city, "projects"),
    ]
    for by in strangers:
        assert logged_in(by).post(admin_url(ProjectLink, "add"), data).status_code == 403
    assert ProjectLink.objects.count() == 0


def test_link_is_found_by_the_words_of_both_and_taken_away_with_its_history(
    client, city, pledge_set
):
    item = PledgeItemFactory(pledge_set=pledge_set, title="花のまち")
    project = published_project(municipality=city, name="みどりの集い")
    data = {"item": item.pk, "project": project.pk}
    client.post(admin_url(ProjectLink, "add"), data)
    link = ProjectLink.objects.get()
    for text, found in (("花のまち", [link]), ("みどり", [link]), ("海", [])):
        response = client.get(admin_url(ProjectLink, "changelist"), {"q": text})
        assert list(response.context["cl"].result_list) == found
    data = {"post": "yes", "expected_version": 1}
    assert client.post(admin_url(link, "delete"), data).status_code == 302
    assert ProjectLink.objects.count() == 0
    changes = Change.objects.filter(kind="pledges.projectlink").order_by("id")
    assert list(changes.values_list("action", flat=True)) == ["create", "delete"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", [PolicyLink, ProjectLink])
def test_lists_cost_a_fixed_number_of_queries(client, city, model, rows, django_assert_num_queries):
    for _number in range(rows):
        item = PledgeItemFactory(pledge_set__municipality=city)
        target = (
            {"plan_item": measure(city)}
            if model is PolicyLink
            else {"project": published_project(municipality=city)}
        )
        model.objects.create(item=item, version=1, **target)
    stranger = PledgeItemFactory()
    if model is ProjectLink:
        project = published_project(municipality=stranger.pledge_set.municipality)
        ProjectLink.objects.create(item=stranger, project=project, version=1)
    with django_assert_num_queries(5):
        response = client.get(admin_url(model, "changelist"))
    assert len(response.context["cl"].result_list) == rows
