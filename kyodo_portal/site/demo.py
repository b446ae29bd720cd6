"""The accounts of the first look: one for each role, with a new random password each time."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department, Membership, Municipality, User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Area, Door

from .fixture_loading import loading_user

MUNICIPALITY = "012131"
DEPARTMENT = "教育部"


@dataclass(frozen=True)
class Account:
    """A demo account as it is printed."""

    username: str
    role: Role
    password: str
    works_for: str


def demo_accounts() -> list[Account]:
    """Make, or find again, one account per role of 苫小牧市, each with a new password."""
    municipality = Municipality.objects.get_by_natural_key(MUNICIPALITY)
    department = Department.objects.get_by_natural_key(MUNICIPALITY, DEPARTMENT, None)
    return [account_for(role, municipality, department) for role in Role]


@transaction.atomic
def account_for(role: Role, municipality: Municipality, department: Department) -> Account:
    """Make one account with its membership; the user name is the role's."""
    password = secrets.token_urlsafe(12)
    user, _created = User.objects.get_or_create(username=role.value, defaults={"is_staff": True})
    user.last_name = str(role.label)
    user.set_password(password)
    user.save()
    is_editor = role == Role.EDITOR
    if not Membership.objects.filter(user=user, municipality=municipality, role=role).exists():
        membership = Membership(
            user=user,
            municipality=municipality,
            role=role,
            area="" if role == Role.ADMINISTRATOR else Area.PROJECTS,
            department=department if is_editor else None,
        )
        funnel.save(membership, by=loading_user(), door=Door.FIXTURE, expected_version=None)
    works_for = f"{municipality} {department}" if is_editor else str(municipality)
    return Account(role.value, role, password, works_for)
