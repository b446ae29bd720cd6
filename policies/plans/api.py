"""The API of plans and their items."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from policies.plans.filters import PlanFilter, PlanItemFilter
from policies.plans.resources import PlanItemSerializer, PlanSerializer
from policies.plans.rows.plain import item_row, plan_row


@extend_schema_view(
    list=extend_schema(summary="総合計画の一覧"), retrieve=extend_schema(summary="1つの総合計画")
)
class PlanViewSet(PublicViewSet):
    """総合計画。段階の名前と、評価の区分をもちます。"""

    filterset_class = PlanFilter
    serializer_class = PlanSerializer

    def rows_of(self, found):
        return [plan_row(plan) for plan in found]


@extend_schema_view(
    list=extend_schema(summary="計画の項目の一覧"),
    retrieve=extend_schema(summary="1つの計画の項目"),
)
class PlanItemViewSet(PublicViewSet):
    """計画の項目。運営方針、主な取組、施策など、すべての段階を含みます。"""

    filterset_class = PlanItemFilter
    serializer_class = PlanItemSerializer

    def rows_of(self, found):
        return [item_row(item) for item in found]
