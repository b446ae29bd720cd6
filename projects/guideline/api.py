"""The API of the guideline's parts."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from projects.guideline.filters import GuidelineSectionFilter
from projects.guideline.resources import GuidelineSectionSerializer


@extend_schema_view(
    list=extend_schema(summary="ガイドラインの部分の一覧"),
    retrieve=extend_schema(summary="ガイドラインの1つの部分"),
)
class GuidelineSectionViewSet(PublicViewSet):
    """公開中の協働のガイドラインの部分。章、形態の説明、心得、事例、Q&A、分野、用語です。"""

    filterset_class = GuidelineSectionFilter
    serializer_class = GuidelineSectionSerializer
