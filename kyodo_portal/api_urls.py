"""Addresses of the read-only API, /api/v1/."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from kyodo_portal.organizations.api import DepartmentViewSet, MunicipalityViewSet
from kyodo_portal.site.api_docs import ApiDocs, ApiSchema
from kyodo_portal.site.api_errors import NoSuchAddress
from kyodo_portal.site.api_root import ApiRoot
from projects.api import (
    CollaborationFormViewSet,
    PartnerViewSet,
    ProjectRecordViewSet,
    ProjectViewSet,
)

router = SimpleRouter()
router.register("municipalities", MunicipalityViewSet, basename="api-municipalities")
router.register("departments", DepartmentViewSet, basename="api-departments")
router.register("partners", PartnerViewSet, basename="api-partners")
router.register("collaboration-forms", CollaborationFormViewSet, basename="api-collaboration-forms")
router.register("projects", ProjectViewSet, basename="api-projects")
router.register("project-records", ProjectRecordViewSet, basename="api-project-records")

urlpatterns = [
    path("", ApiRoot.as_view(router=router), name="api-root"),
    path("schema/", ApiSchema.as_view(), name="api-schema"),
    path("docs/", ApiDocs.as_view(), name="api-docs"),
    path("", include(router.urls)),
    re_path("", NoSuchAddress.as_view()),
]
