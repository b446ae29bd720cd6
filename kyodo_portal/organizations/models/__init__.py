"""Models of organizations, one module each."""

from kyodo_portal.organizations.models.department import Department
from kyodo_portal.organizations.models.membership import Membership
from kyodo_portal.organizations.models.municipality import Municipality
from kyodo_portal.organizations.models.user import User

__all__ = ["Department", "Membership", "Municipality", "User"]
