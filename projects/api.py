"""The API of 協働事業: projects, yearly records, partners and forms, published ones only."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.public_api import PublicViewSet

from .case_content import case_row
from .case_filters import CaseSheetFilter
from .case_serializers import CaseSheetSerializer
from .filters import ProjectFilter, ProjectRecordFilter
from .models import Project
from .register_filters import (
    ActivityFieldFilter,
    CollaborationFormFilter,
    GuidelineSectionFilter,
    PartnerFilter,
)
from .related_names import attach_names, partner_row
from .review_content import review_row
from .review_filters import ProjectReviewFilter
from .review_serializers import ProjectReviewSerializer
from .serializers import (
    ActivityFieldSerializer,
    CollaborationFormSerializer,
    GuidelineSectionSerializer,
    PartnerSerializer,
    ProjectRecordSerializer,
    ProjectSerializer,
)


@extend_schema_view(
    list=extend_schema(summary="年度の記録の一覧"),
    retrieve=extend_schema(summary="1つの年度の記録"),
)
class ProjectRecordViewSet(PublicViewSet):
    """年度の記録。1つの事業の1つの年度が1件で、市の一覧の1行にあたります。"""

    conditions = ProjectRecordFilter
    serializer_class = ProjectRecordSerializer

    def rows_of(self, found):
        return attach_names(found)


@extend_schema_view(
    list=extend_schema(summary="事業の一覧"), retrieve=extend_schema(summary="1つの事業")
)
class ProjectViewSet(PublicViewSet):
    """年度をこえて続く事業。条件に合う年度の記録が1つでもあれば出ます。"""

    conditions = ProjectFilter
    serializer_class = ProjectSerializer

    def get_queryset(self):
        return Project.objects.published()


@extend_schema_view(
    list=extend_schema(summary="関係団体の一覧"), retrieve=extend_schema(summary="1つの関係団体")
)
class PartnerViewSet(PublicViewSet):
    """公開中の記録に名前のある関係団体。個人は載せません。"""

    conditions = PartnerFilter
    serializer_class = PartnerSerializer

    def rows_of(self, found):
        return [partner_row(partner) for partner in found]


@extend_schema_view(
    list=extend_schema(summary="協働の形態の一覧"),
    retrieve=extend_schema(summary="1つの協働の形態"),
)
class CollaborationFormViewSet(PublicViewSet):
    """自治体ごとの協働の形態と、比べるための共通コード。"""

    conditions = CollaborationFormFilter
    serializer_class = CollaborationFormSerializer


@extend_schema_view(
    list=extend_schema(summary="活動分野の一覧"),
    retrieve=extend_schema(summary="1つの活動分野"),
)
class ActivityFieldViewSet(PublicViewSet):
    """自治体ごとの活動分野。ガイドラインのまとまりと並び順です。"""

    conditions = ActivityFieldFilter
    serializer_class = ActivityFieldSerializer


@extend_schema_view(
    list=extend_schema(summary="ガイドラインの部分の一覧"),
    retrieve=extend_schema(summary="ガイドラインの1つの部分"),
)
class GuidelineSectionViewSet(PublicViewSet):
    """公開中の協働のガイドラインの部分。章、形態の説明、心得、事例、Q&A、分野、用語です。"""

    conditions = GuidelineSectionFilter
    serializer_class = GuidelineSectionSerializer


@extend_schema_view(
    list=extend_schema(summary="協働事例紹介シートの一覧"),
    retrieve=extend_schema(summary="1つの協働事例紹介シート"),
)
class CaseSheetViewSet(PublicViewSet):
    """協働事例紹介シート。きっかけ、役割、強み、成果と、協働の流れ（人や組織と矢印）です。"""

    conditions = CaseSheetFilter
    serializer_class = CaseSheetSerializer

    def rows_of(self, found):
        return [case_row(sheet) for sheet in found]


@extend_schema_view(
    list=extend_schema(summary="協働のふりかえりの一覧"),
    retrieve=extend_schema(summary="1つの協働のふりかえり"),
)
class ProjectReviewViewSet(PublicViewSet):
    """市と相手方のふりかえり。1つの事業の1つの年度が1件です。相手方の同意があるものだけです。"""

    conditions = ProjectReviewFilter
    serializer_class = ProjectReviewSerializer

    def rows_of(self, found):
        return [review_row(review) for review in found]
