"""Models of projects, one module per subject."""

from projects.cases.models.case_sheet import CaseSheet
from projects.cases.models.involvement import Involvement
from projects.cases.models.rows import (
    CaseDepartment,
    CasePartner,
    CaseRole,
    CaseStrength,
    FlowArrow,
    FlowParty,
)
from projects.guideline.models import GuidelineSection
from projects.partners.models import Partner
from projects.records.models.activity_field import ActivityField
from projects.records.models.form import CollaborationForm
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord, RecordPartner
from projects.reviews.models.question import ReviewQuestion, ReviewSetting
from projects.reviews.models.review import ProjectReview, ReviewAnswer
from projects.sponsorship.models import SponsorshipAnswer, SponsorshipCriterion, SponsorshipReview

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
