"""What one user may do and see, from the user's memberships."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from kyodo_portal.organizations.choices import Role
from kyodo_portal.organizations.models.department import Department
from kyodo_portal.organizations.models.membership import Membership
from kyodo_portal.organizations.models.user import User

# Who reads a whole municipality's records of an area, whatever their state.
WHOLE_AREA = (Role.COORDINATOR, Role.PLANNER)


class Access:
    """The memberships of one user, read once; ask `access_of` for it.

    An operator (Django's superuser) runs the portal and may do everything everywhere.
    """

    def __init__(self, user: Any) -> None:
        self.user = user
        self.is_operator = bool(user.is_active and user.is_superuser)

    @cached_property
    def memberships(self) -> list[Membership]:
        """Return the memberships, none for somebody without an active account."""
        if not (self.user.is_active and isinstance(self.user, User)):
            return []
        return list(Membership.objects.filter(user=self.user).select_related("municipality"))

    @cached_property
    def municipality_ids(self) -> frozenset[int]:
        """Return the ids of the municipalities in which the user has any role."""
        return frozenset(membership.municipality_id for membership in self.memberships)

    def has_role(self, municipality_id: int | None, roles: Iterable[str], area: str = "") -> bool:
        """Whether the user has one of these roles in a municipality.

        An administrator's role holds in every area; the others only in their own. With an
        empty `area`, the role in any area counts.
        """
        wanted = set(roles)
        return self.is_operator or any(
            membership.municipality_id == municipality_id
            and membership.role in wanted
            and (not area or not membership.area or membership.area == area)
            for membership in self.memberships
        )

    def is_coordinator(self, municipality_id: int | None, area: str) -> bool:
        """Whether the user collects and publishes the records of an area in a municipality."""
        return self.has_role(municipality_id, [Role.COORDINATOR], area)

    def municipalities_with(self, roles: Iterable[str], area: str = "") -> frozenset[int]:
        """Return the ids of the municipalities in which the user has one of these roles."""
        wanted = list(roles)
        return frozenset(
            membership.municipality_id
            for membership in self.memberships
            if self.has_role(membership.municipality_id, wanted, area)
        )

    def own_department_ids(self, area: str) -> frozenset[int]:
        """Return the ids of the departments for which the user enters records in an area."""
        if area not in self._own_departments:
            roots = [
                membership.department_id
                for membership in self.memberships
                if membership.role == Role.EDITOR
                and membership.area == area
                and membership.department_id is not None
            ]
            below = Department.objects.below(roots).values_list("id", flat=True)
            self._own_departments[area] = frozenset(below)
        return self._own_departments[area]

    @cached_property
    def _own_departments(self) -> dict[str, frozenset[int]]:
        return {}


def access_of(user: Any) -> Access:
    """Return the access of a user, kept on the user for the rest of the request."""
    access: Access | None = getattr(user, "portal_access", None)
    if access is None:
        access = Access(user)
        user.portal_access = access
    return access
