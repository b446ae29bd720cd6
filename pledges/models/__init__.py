"""Models of pledges, one module per subject."""

from .link import PolicyLink, ProjectLink
from .pledge import PledgeItem, PledgeLevel, PledgeSet, StatusWord
from .rating import Initiative, Rating, RatingDepartment
from .report import ProgressReport

__all__ = [
    "Initiative",
    "PledgeItem",
    "PledgeLevel",
    "PledgeSet",
    "PolicyLink",
    "ProgressReport",
    "ProjectLink",
    "Rating",
    "RatingDepartment",
    "StatusWord",
]
