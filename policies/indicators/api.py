"""The API of indicators with their values."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from policies.indicators.filters import IndicatorFilter
from policies.indicators.resources import IndicatorSerializer
from policies.indicators.rows import indicator_row


@extend_schema_view(
    list=extend_schema(summary="評価指標の一覧"), retrieve=extend_schema(summary="1つの評価指標")
)
class IndicatorViewSet(PublicViewSet):
    """評価指標と、公開中の評価表の年度までの実績値。"""

    filterset_class = IndicatorFilter
    serializer_class = IndicatorSerializer

    def rows_of(self, found):
        return [indicator_row(indicator) for indicator in found]
