"""Models of policies, one module per subject."""

from .indicator import Indicator, IndicatorValue
from .link import ProjectLink
from .plan import Plan, PlanItem, RatingGrade
from .sheet import EvaluationSheet, SheetSection

__all__ = [
    "EvaluationSheet",
    "Indicator",
    "IndicatorValue",
    "Plan",
    "PlanItem",
    "ProjectLink",
    "RatingGrade",
    "SheetSection",
]
