"""Pages of the API's lists, by the same rule as the site's own pages."""

from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import PageNumberPagination

from kyodo_portal.listing import pages
from kyodo_portal.listing.addresses import absolute_url, canonical_query


class PortalPagination(PageNumberPagination):
    """50 rows, up to 200 by `page_size`; a bad number is 400, a page past the end 404."""

    page_size = pages.ROWS_OF_AN_ANSWER
    max_page_size = pages.MOST_ROWS_OF_AN_ANSWER
    page_size_query_param = "page_size"
    page_query_description: Any = _("ページの番号。1から。最後より後ろは404。")
    page_size_query_description: Any = _("1ページの件数。1から200。書かないときは50。")

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> list[Any]:
        """Return the rows of the wanted page."""
        self.request = request
        size = pages.page_size(request.query_params)
        self.page = pages.page_of(queryset, request.query_params, size)
        return list(self.page)

    def get_next_link(self) -> str | None:
        """Return the address of the page after this one."""
        page = self._page
        return self._address(page.next_page_number()) if page.has_next() else None

    def get_previous_link(self) -> str | None:
        """Return the address of the page before this one."""
        page = self._page
        return self._address(page.previous_page_number()) if page.has_previous() else None

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        """Describe a page's keys in our own words, without the framework's sample addresses."""
        described: dict[str, Any] = super().get_paginated_response_schema(schema)
        words = {
            "count": _("全部の件数。"),
            "next": _("次のページのアドレス。最後のページでは null。"),
            "previous": _("前のページのアドレス。最初のページでは null。"),
            "results": _("このページの記録。"),
        }
        for key, part in described["properties"].items():
            part.pop("example", None)
            part["description"] = str(words[key])
        return described

    @property
    def _page(self) -> Page[Any]:
        assert self.page is not None  # one without rows is false
        return self.page

    def _address(self, number: int) -> str:
        request: Any = self.request
        query = canonical_query(request.query_params, {"page": number})
        return absolute_url(request, request.path + query)
