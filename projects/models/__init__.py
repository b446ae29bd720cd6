"""Models of projects, one module per subject."""

from .form import CollaborationForm
from .partner import Partner
from .project import Project
from .record import ProjectRecord, RecordPartner

__all__ = ["CollaborationForm", "Partner", "Project", "ProjectRecord", "RecordPartner"]
