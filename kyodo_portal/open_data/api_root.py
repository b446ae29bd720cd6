"""The first page of the API: what there is to read."""

from typing import Any

from django.urls import reverse
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from kyodo_portal.listing.addresses import absolute_url
from kyodo_portal.open_data.api import PublicApiView


class ApiRoot(PublicApiView):
    """Names and addresses of the API's lists, its description and its docs page."""

    schema = None
    router: SimpleRouter | None = None

    def get(self, request: Any) -> Response:
        """Answer {name: address}."""
        assert self.router
        names = {
            prefix: f"{basename}-list" for prefix, _viewset, basename in self.router.registry
        } | {"schema": "api-schema", "docs": "api-docs"}
        return Response({name: absolute_url(request, reverse(url)) for name, url in names.items()})
