"""The API of 施策評価: plans, their items, yearly sheets and indicators, published ones only."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.public_api import PublicViewSet

from .content import indicator_row, item_row, plan_row, sheet_rows
from .filters import EvaluationSheetFilter, IndicatorFilter, PlanFilter, PlanItemFilter
from .serializers import (
    EvaluationSheetSerializer,
    IndicatorSerializer,
    PlanItemSerializer,
    PlanSerializer,
)


@extend_schema_view(
    list=extend_schema(summary="総合計画の一覧"), retrieve=extend_schema(summary="1つの総合計画")
)
class PlanViewSet(PublicViewSet):
    """総合計画。段階の名前と、評価の区分をもちます。"""

    conditions = PlanFilter
    serializer_class = PlanSerializer

    def rows_of(self, found):
        return [plan_row(plan) for plan in found]


@extend_schema_view(
    list=extend_schema(summary="計画の項目の一覧"),
    retrieve=extend_schema(summary="1つの計画の項目"),
)
class PlanItemViewSet(PublicViewSet):
    """計画の項目。運営方針、主な取組、施策など、すべての段階を含みます。"""

    conditions = PlanItemFilter
    serializer_class = PlanItemSerializer

    def rows_of(self, found):
        return [item_row(item) for item in found]


@extend_schema_view(
    list=extend_schema(summary="施策評価表の一覧"),
    retrieve=extend_schema(summary="1つの施策評価表"),
)
class EvaluationSheetViewSet(PublicViewSet):
    """施策評価表。1つの施策の1つの年度が1件です。評価は市の自己評価です。"""

    conditions = EvaluationSheetFilter
    serializer_class = EvaluationSheetSerializer

    def rows_of(self, found):
        return sheet_rows(found)


@extend_schema_view(
    list=extend_schema(summary="評価指標の一覧"), retrieve=extend_schema(summary="1つの評価指標")
)
class IndicatorViewSet(PublicViewSet):
    """評価指標と、公開中の評価表の年度までの実績値。"""

    conditions = IndicatorFilter
    serializer_class = IndicatorSerializer

    def rows_of(self, found):
        return [indicator_row(indicator) for indicator in found]
