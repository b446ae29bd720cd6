"""Municipalities, departments and the people who work in them."""

import factory
from factory.django import DjangoModelFactory

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department, Membership, Municipality, User
from kyodo_portal.organizations.validators import municipality_check_digit


class CheckedFactory(DjangoModelFactory):
    """Saves only what the model's own rules accept, as version 1 and without history."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        record = model_class(*args, **{"version": 1, **kwargs})
        record.full_clean()
        record.save(force_insert=True)
        return record


def municipality_code(number: int) -> str:
    """Return a code with a right check digit, in a prefecture that does not exist."""
    # One process runs thousands of tests; no test needs more than a few municipalities.
    first_five = f"{98000 + number % 2000:05}"
    return first_five + municipality_check_digit(first_five)


class MunicipalityFactory(CheckedFactory):
    class Meta:
        model = Municipality

    code = factory.Sequence(municipality_code)
    name = factory.Sequence(lambda number: f"第{number}市")


class DepartmentFactory(CheckedFactory):
    class Meta:
        model = Department

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda number: f"第{number}部")
    sort_order = factory.Sequence(lambda number: number)

    @factory.post_generation
    def successors(self, create, extracted, **kwargs):
        self.successors.set(extracted or [])


class UserFactory(DjangoModelFactory):
    """A person with an account and, as yet, nothing to do."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"staff{number}")
    is_staff = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)


class OperatorFactory(UserFactory):
    """Who runs the portal: Django's superuser."""

    is_superuser = True


class MembershipFactory(CheckedFactory):
    """An editor's membership, unless another role is given."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    municipality = factory.LazyAttribute(
        lambda made: made.department.municipality if made.department else MunicipalityFactory()
    )
    role = Role.EDITOR
    area = factory.LazyAttribute(lambda made: "" if made.role == Role.ADMINISTRATOR else "projects")
    department = factory.Maybe(
        factory.LazyAttribute(lambda made: made.role == Role.EDITOR),
        yes_declaration=factory.SubFactory(DepartmentFactory),
        no_declaration=None,
    )


def editor(department: Department, area: str = "projects") -> User:
    """Return a new user who enters records for a department."""
    return MembershipFactory(department=department, area=area).user


def coordinator(municipality: Municipality, area: str = "projects") -> User:
    """Return a new user who collects and publishes a municipality's records of an area."""
    return MembershipFactory(municipality=municipality, role=Role.COORDINATOR, area=area).user


def planner(municipality: Municipality, area: str = "projects") -> User:
    """Return a new user who reads all of a municipality's records of an area."""
    return MembershipFactory(municipality=municipality, role=Role.PLANNER, area=area).user


def administrator(municipality: Municipality) -> User:
    """Return a new user who keeps up a municipality's departments and memberships."""
    return MembershipFactory(municipality=municipality, role=Role.ADMINISTRATOR).user
