"""Addresses of the read-only API, /api/v1/."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from kyodo_portal.open_data.api_docs import ApiDocs, ApiSchema
from kyodo_portal.open_data.api_errors import NoSuchAddress
from kyodo_portal.open_data.api_root import ApiRoot
from kyodo_portal.site.organizations.api import DepartmentViewSet, MunicipalityViewSet
from pledges.reports.api import PledgeItemViewSet, PledgeSetViewSet, ProgressReportViewSet
from policies.indicators.api import IndicatorViewSet
from policies.plans.api import PlanItemViewSet, PlanViewSet
from policies.sheets.api import EvaluationSheetViewSet
from projects.cases.api import CaseSheetViewSet
from projects.guideline.api import GuidelineSectionViewSet
from projects.partners.api import PartnerViewSet
from projects.records.api import (
    ActivityFieldViewSet,
    CollaborationFormViewSet,
    ProjectRecordViewSet,
    ProjectViewSet,
)
from projects.reviews.api import ProjectReviewViewSet

router = SimpleRouter()
router.register("municipalities", MunicipalityViewSet, basename="api-municipalities")
router.register("departments", DepartmentViewSet, basename="api-departments")
router.register("partners", PartnerViewSet, basename="api-partners")
router.register("collaboration-forms", CollaborationFormViewSet, basename="api-collaboration-forms")
router.register("activity-fields", ActivityFieldViewSet, basename="api-activity-fields")
router.register("guideline-sections", GuidelineSectionViewSet, basename="api-guideline-sections")
router.register("projects", ProjectViewSet, basename="api-projects")
router.register("project-records", ProjectRecordViewSet, basename="api-project-records")
router.register("project-reviews", ProjectReviewViewSet, basename="api-project-reviews")
router.register("plans", PlanViewSet, basename="api-plans")
router.register("plan-items", PlanItemViewSet, basename="api-plan-items")
router.register("evaluation-sheets", EvaluationSheetViewSet, basename="api-evaluation-sheets")
router.register("indicators", IndicatorViewSet, basename="api-indicators")
router.register("pledge-sets", PledgeSetViewSet, basename="api-pledge-sets")
router.register("pledge-items", PledgeItemViewSet, basename="api-pledge-items")
router.register("progress-reports", ProgressReportViewSet, basename="api-progress-reports")
router.register("case-sheets", CaseSheetViewSet, basename="api-case-sheets")

urlpatterns = [
    path("", ApiRoot.as_view(router=router), name="api-root"),
    path("schema/", ApiSchema.as_view(), name="api-schema"),
    path("docs/", ApiDocs.as_view(), name="api-docs"),
    path("", include(router.urls)),
    re_path("", NoSuchAddress.as_view()),
]
