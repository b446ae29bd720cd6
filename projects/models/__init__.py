"""Models of projects, one module per subject."""

from .activity_field import ActivityField
from .case_sheet import CaseSheet
from .case_sheet_rows import (
    CaseDepartment,
    CasePartner,
    CaseRole,
    CaseStrength,
    FlowArrow,
    FlowParty,
)
from .form import CollaborationForm
from .guideline import GuidelineSection
from .involvement import Involvement
from .partner import Partner
from .project import Project
from .record import ProjectRecord, RecordPartner
from .sponsorship import SponsorshipAnswer, SponsorshipCriterion, SponsorshipReview

__all__ = [
    "ActivityField",
    "CaseDepartment",
    "CasePartner",
    "CaseRole",
    "CaseSheet",
    "CaseStrength",
    "CollaborationForm",
    "FlowArrow",
    "FlowParty",
    "GuidelineSection",
    "Involvement",
    "Partner",
    "Project",
    "ProjectRecord",
    "RecordPartner",
    "SponsorshipAnswer",
    "SponsorshipCriterion",
    "SponsorshipReview",
]
