"""Models of projects, one module per subject."""

from .activity_field import ActivityField
from .form import CollaborationForm
from .guideline import GuidelineSection
from .partner import Partner
from .project import Project
from .record import ProjectRecord, RecordPartner
from .sponsorship import SponsorshipAnswer, SponsorshipCriterion, SponsorshipReview

__all__ = [
    "ActivityField",
    "CollaborationForm",
    "GuidelineSection",
    "Partner",
    "Project",
    "ProjectRecord",
    "RecordPartner",
    "SponsorshipAnswer",
    "SponsorshipCriterion",
    "SponsorshipReview",
]
