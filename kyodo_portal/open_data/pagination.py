"""Pages of the API's lists, by the same rule as the site's own pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import PageNumberPagination

from kyodo_portal.listing import pages


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
