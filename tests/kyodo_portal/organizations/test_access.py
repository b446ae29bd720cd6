"""What one user may do and see, from the memberships."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kyodo_portal.organizations.access import Access, access_of
from kyodo_portal.organizations.choices import Role
from tests.factories.organizations import DepartmentFactory, OperatorFactory, UserFactory


def test_role_holds_in_its_municipality_and_area_only(city, other_city):
    access = Access(city.coordinator)
    here, there = city.municipality.pk, other_city.municipality.pk
    assert access.has_role(here, [Role.COORDINATOR], "projects")
    assert access.has_role(here, [Role.COORDINATOR])
    assert not access.has_role(here, [Role.COORDINATOR], "policies")
    assert not access.has_role(here, [Role.PLANNER], "projects")
    assert not access.has_role(there, [Role.COORDINATOR], "projects")
    assert not access.has_role(None, [Role.COORDINATOR])


def test_coordinator_is_one_of_the_own_area_and_municipality_only(city, other_city):
    access, here = Access(city.coordinator), city.municipality.pk
    assert access.is_coordinator(here, "projects")
    assert not access.is_coordinator(here, "policies")
    assert not access.is_coordinator(other_city.municipality.pk, "projects")
    for role in ("editor", "planner", "administrator"):
        assert not Access(getattr(city, role)).is_coordinator(here, "projects")


def test_administrators_role_holds_in_every_area(city):
    access = Access(city.administrator)
    assert access.has_role(city.municipality.pk, [Role.ADMINISTRATOR], "policies")
    assert access.municipalities_with([Role.ADMINISTRATOR], "pledges") == {city.municipality.pk}


def test_own_departments_are_the_own_one_and_all_below(city):
    child = DepartmentFactory(municipality=city.municipality, parent=city.department)
    grandchild = DepartmentFactory(municipality=city.municipality, parent=child)
    DepartmentFactory(municipality=city.municipality)
    access = Access(city.editor)
    assert access.own_department_ids("projects") == {city.department.pk, child.pk, grandchild.pk}
    assert access.own_department_ids("policies") == frozenset()


def test_operator_has_every_role(city):
    assert Access(OperatorFactory()).has_role(city.municipality.pk, [Role.COORDINATOR], "projects")


@pytest.mark.parametrize("closed", ["operator", "editor"])
def test_closed_account_has_nothing(city, closed):
    user = OperatorFactory() if closed == "operator" else city.editor
    user.is_active = False
    access = Access(user)
    assert (access.is_operator, access.memberships) == (False, [])
    assert not access.has_role(city.municipality.pk, Role.values)


def test_visitor_has_nothing(db):
    access = access_of(AnonymousUser())
    assert (access.is_operator, access.municipality_ids) == (False, frozenset())


def test_memberships_are_read_once(city, django_assert_num_queries):
    user = type(city.editor).objects.get(pk=city.editor.pk)
    with django_assert_num_queries(2):
        for _time in range(3):
            access = access_of(user)
            assert access.has_role(city.municipality.pk, [Role.EDITOR], "projects")
            assert city.department.pk in access.own_department_ids("projects")


def test_somebody_new_has_nothing(db):
    assert Access(UserFactory()).municipality_ids == frozenset()
