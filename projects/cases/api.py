"""The API of 協働事例紹介シート."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from projects.cases.filters import CaseSheetFilter
from projects.cases.resources import CaseSheetSerializer
from projects.cases.rows import case_row


@extend_schema_view(
    list=extend_schema(summary="協働事例紹介シートの一覧"),
    retrieve=extend_schema(summary="1つの協働事例紹介シート"),
)
class CaseSheetViewSet(PublicViewSet):
    """協働事例紹介シート。きっかけ、役割、強み、成果と、協働の流れ（人や組織と矢印）です。"""

    filterset_class = CaseSheetFilter
    serializer_class = CaseSheetSerializer

    def rows_of(self, found):
        return [case_row(sheet) for sheet in found]
