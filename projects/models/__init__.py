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
from .review import ProjectReview, ReviewAnswer
from .review_question import ReviewQuestion, ReviewSetting
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
    "ProjectReview",
    "RecordPartner",
    "ReviewAnswer",
    "ReviewQuestion",
    "ReviewSetting",
    "SponsorshipAnswer",
    "SponsorshipCriterion",
    "SponsorshipReview",
]
