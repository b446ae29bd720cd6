"""The API of 協働のふりかえり."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from projects.reviews.filters import ProjectReviewFilter
from projects.reviews.resources import ProjectReviewSerializer
from projects.reviews.rows import review_row


@extend_schema_view(
    list=extend_schema(summary="協働のふりかえりの一覧"),
    retrieve=extend_schema(summary="1つの協働のふりかえり"),
)
class ProjectReviewViewSet(PublicViewSet):
    """市と相手方のふりかえり。1つの事業の1つの年度が1件です。相手方の同意があるものだけです。"""

    filterset_class = ProjectReviewFilter
    serializer_class = ProjectReviewSerializer

    def rows_of(self, found):
        return [review_row(review) for review in found]
