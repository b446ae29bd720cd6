"""Links between 施策 and 協働事業, and who collects."""

import pytest
from django.core.exceptions import PermissionDenied

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.publishing.models import Change
from policies.models import ProjectLink
from policies.plans.services import link_projects
from tests.factories.organizations import OperatorFactory, administrator, coordinator
from tests.factories.policies import make_policy_city
from tests.factories.projects import ProjectFactory
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


def test_links_are_made_once(city):
    project = ProjectFactory(municipality=city.municipality)
    made = link_projects(city.measure, [project], by=city.coordinator, channel=Channel.ADMIN)
    assert [link.project for link in made] == [project]
    assert link_projects(city.measure, [project], by=city.coordinator, channel=Channel.ADMIN) == []
    assert ProjectLink.objects.count() == 1


def test_project_of_another_municipality_is_refused(city):
    own = ProjectFactory(municipality=city.municipality)
    options = {"by": city.coordinator, "channel": Channel.ADMIN}
    refused = refusal_of(link_projects, city.measure, [own, ProjectFactory()], **options)
    assert refused == {"project": ["協働事業は、同じ自治体のものから選んでください。"]}
    assert ProjectLink.objects.count() == 0


def test_department_makes_no_links(city):
    project = ProjectFactory(municipality=city.municipality)
    with pytest.raises(PermissionDenied):
        link_projects(city.measure, [project], by=city.editors[0], channel=Channel.ADMIN)
    assert ProjectLink.objects.count() == 0


def test_only_new_links_are_returned_and_each_is_one_line_of_history(city):
    first, second, third = ProjectFactory.create_batch(3, municipality=city.municipality)
    options = {"by": city.coordinator, "channel": Channel.ADMIN}
    link_projects(city.measure, [second], **options)
    made = link_projects(city.measure, [third, second, first], **options)
    assert [link.project for link in made] == [third, first]
    assert Change.objects.filter(kind="policies.projectlink", by=city.coordinator).count() == 3


def test_coordinator_collects_one_area_of_one_municipality(city):
    other = make_policy_city("別の市")
    users = {
        city.coordinator: True,
        OperatorFactory(): True,
        other.coordinator: False,
        city.editors[0]: False,
        city.planner: False,
        coordinator(city.municipality, "projects"): False,
        administrator(city.municipality): False,
    }
    found = {
        user: access_of(user).is_coordinator(city.municipality.pk, "policies") for user in users
    }
    assert found == users
