"""The API of 関係団体."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from projects.partners.filters import PartnerFilter
from projects.partners.resources import PartnerSerializer
from projects.partners.rows import partner_row


@extend_schema_view(
    list=extend_schema(summary="関係団体の一覧"), retrieve=extend_schema(summary="1つの関係団体")
)
class PartnerViewSet(PublicViewSet):
    """公開中の記録に名前のある関係団体。個人は載せません。"""

    filterset_class = PartnerFilter
    serializer_class = PartnerSerializer

    def rows_of(self, found):
        return [partner_row(partner) for partner in found]
