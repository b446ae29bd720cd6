"""Models of organizations, one module each."""

from .department import Department
from .membership import Membership
from .municipality import Municipality
from .user import User

__all__ = ["Department", "Membership", "Municipality", "User"]
