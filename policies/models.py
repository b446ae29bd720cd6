"""Models of policies, one module per subject."""

from policies.indicators.models import Indicator, IndicatorValue
from policies.plans.models.link import ProjectLink
from policies.plans.models.plan import Plan, PlanItem, RatingGrade
from policies.sheets.models import EvaluationSheet, SheetSection

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
