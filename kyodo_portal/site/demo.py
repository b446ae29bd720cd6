"""The accounts of the first look: one for each role, with a new random password each time."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models import Department, Membership, Municipality, User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.areas import areas
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.site.fixture_loading import loading_user

TOMAKOMAI = "012131"
OBIHIRO = "012076"
EDITORS_DEPARTMENT = "教育部"


@dataclass(frozen=True)
class Account:
    """A demo account as it is printed."""

    username: str
    role: Role
    password: str
    works_for: str


def demo_accounts() -> list[Account]:
    """Make, or find again, one account per role of 苫小牧市 and a coordinator of 帯広市.

    Each gets a new password. The sheets of 協働事例 are 帯広市's, so that without the second
    city's coordinator nobody could be seen at work on them.
    """
    tomakomai = Municipality.objects.get_by_natural_key(TOMAKOMAI)
    obihiro = Municipality.objects.get_by_natural_key(OBIHIRO)
    return [
        *(account_for(role.value, role, tomakomai) for role in Role),
        account_for("obihiro", Role.COORDINATOR, obihiro),
    ]


@transaction.atomic
def account_for(username: str, role: Role, municipality: Municipality) -> Account:
    """Make one account with its memberships: every area, an editor in one department."""
    password = secrets.token_urlsafe(12)
    user, _created = User.objects.get_or_create(username=username, defaults={"is_staff": True})
    user.last_name = str(role.label)
    user.set_password(password)
    user.save()
    department = (
        Department.objects.get_by_natural_key(municipality.code, EDITORS_DEPARTMENT, None)
        if role == Role.EDITOR
        else None
    )
    for area in [""] if role == Role.ADMINISTRATOR else areas.codes:
        wanted = {"user": user, "municipality": municipality, "role": role, "area": area}
        if not Membership.objects.filter(**wanted).exists():
            membership = Membership(**wanted, department=department)
            write = funnel.Write(loading_user(), Channel.FIXTURE)
            funnel.save(membership, write=write, expected_version=None)
    works_for = f"{municipality} {department}" if department else str(municipality)
    return Account(username, role, password, works_for)
