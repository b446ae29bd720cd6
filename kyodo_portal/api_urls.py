"""Addresses of the read-only API, /api/v1/."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from kyodo_portal.open_data.api import viewset_of
from kyodo_portal.open_data.api_docs import ApiDocs, ApiSchema
from kyodo_portal.open_data.api_errors import NoSuchAddress
from kyodo_portal.open_data.api_root import ApiRoot
from kyodo_portal.open_data.catalogue import catalogue

router = SimpleRouter()
for resource in catalogue.resources:
    router.register(resource.name, viewset_of(resource), basename=f"api-{resource.name}")

urlpatterns = [
    path("", ApiRoot.as_view(router=router), name="api-root"),
    path("schema/", ApiSchema.as_view(), name="api-schema"),
    path("docs/", ApiDocs.as_view(), name="api-docs"),
    path("", include(router.urls)),
    re_path("", NoSuchAddress.as_view()),
]
