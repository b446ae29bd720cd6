"""Models of pledges, one module per subject."""

from pledges.reports.models.rating import Initiative, Rating, RatingDepartment
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.link import PolicyLink, ProjectLink
from pledges.sets.models.pledge import PledgeItem, PledgeLevel, PledgeSet, StatusWord

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
