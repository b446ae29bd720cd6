"""The API of 協働事業: projects, yearly records, forms and fields, published ones only."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from projects.records.filters.records import ProjectFilter, ProjectRecordFilter
from projects.records.filters.registers import ActivityFieldFilter, CollaborationFormFilter
from projects.records.models.project import Project
from projects.records.resources.serializers import (
    ActivityFieldSerializer,
    CollaborationFormSerializer,
    ProjectRecordSerializer,
    ProjectSerializer,
)
from projects.records.rows import attach_names


@extend_schema_view(
    list=extend_schema(summary="年度の記録の一覧"),
    retrieve=extend_schema(summary="1つの年度の記録"),
)
class ProjectRecordViewSet(PublicViewSet):
    """年度の記録。1つの事業の1つの年度が1件で、市の一覧の1行にあたります。"""

    filterset_class = ProjectRecordFilter
    serializer_class = ProjectRecordSerializer

    def rows_of(self, found):
        return attach_names(found)


@extend_schema_view(
    list=extend_schema(summary="事業の一覧"), retrieve=extend_schema(summary="1つの事業")
)
class ProjectViewSet(PublicViewSet):
    """年度をこえて続く事業。条件に合う年度の記録が1つでもあれば出ます。"""

    filterset_class = ProjectFilter
    serializer_class = ProjectSerializer

    def get_queryset(self):
        return Project.objects.published()


@extend_schema_view(
    list=extend_schema(summary="協働の形態の一覧"),
    retrieve=extend_schema(summary="1つの協働の形態"),
)
class CollaborationFormViewSet(PublicViewSet):
    """自治体ごとの協働の形態と、比べるための共通コード。"""

    filterset_class = CollaborationFormFilter
    serializer_class = CollaborationFormSerializer


@extend_schema_view(
    list=extend_schema(summary="活動分野の一覧"),
    retrieve=extend_schema(summary="1つの活動分野"),
)
class ActivityFieldViewSet(PublicViewSet):
    """自治体ごとの活動分野。ガイドラインのまとまりと並び順です。"""

    filterset_class = ActivityFieldFilter
    serializer_class = ActivityFieldSerializer
