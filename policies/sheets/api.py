"""The API of yearly sheets."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from policies.sheets.filters import EvaluationSheetFilter
from policies.sheets.resources.sheets import EvaluationSheetSerializer
from policies.sheets.rows.plain import sheet_rows


@extend_schema_view(
    list=extend_schema(summary="施策評価表の一覧"),
    retrieve=extend_schema(summary="1つの施策評価表"),
)
class EvaluationSheetViewSet(PublicViewSet):
    """施策評価表。1つの施策の1つの年度が1件です。評価は市の自己評価です。"""

    filterset_class = EvaluationSheetFilter
    serializer_class = EvaluationSheetSerializer

    def rows_of(self, found):
        return sheet_rows(found)
