"""The API of 市長公約: sets, items and reports, published ones only."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from kyodo_portal.open_data.api import PublicViewSet
from pledges.reports.aggregates.tables import report_tables
from pledges.reports.filters import PledgeItemFilter, ProgressReportFilter
from pledges.reports.models.report import ProgressReport
from pledges.reports.resources.serializers import PledgeItemSerializer, ProgressReportSerializer
from pledges.reports.rows import item_rows, progress_row
from pledges.sets.filters import PledgeSetFilter
from pledges.sets.resources import PledgeSetSerializer
from pledges.sets.rows import set_row


@extend_schema_view(
    list=extend_schema(summary="公約の一覧"), retrieve=extend_schema(summary="1つの公約")
)
class PledgeSetViewSet(PublicViewSet):
    """市長の1つの任期の公約。段階と、数値の決まりを含みます。"""

    filterset_class = PledgeSetFilter
    serializer_class = PledgeSetSerializer

    def rows_of(self, found):
        return [set_row(pledge_set) for pledge_set in found]


@extend_schema_view(
    list=extend_schema(summary="公約の項目の一覧"),
    retrieve=extend_schema(summary="1つの公約の項目"),
)
class PledgeItemViewSet(PublicViewSet):
    """公約の項目。公開中の報告ごとの担当部署、評価、取組事業を含みます。"""

    filterset_class = PledgeItemFilter
    serializer_class = PledgeItemSerializer

    def rows_of(self, found):
        return item_rows(found, ProgressReport.objects.published_for(found))


@extend_schema_view(
    list=extend_schema(summary="取組状況の報告の一覧"),
    retrieve=extend_schema(summary="1つの取組状況の報告"),
)
class ProgressReportViewSet(PublicViewSet):
    """公約の取組状況の報告。市の担当部署による自己評価です。"""

    filterset_class = ProgressReportFilter
    serializer_class = ProgressReportSerializer

    def rows_of(self, found):
        tables = report_tables(found)
        return [progress_row(report, tables[report.pk]) for report in found]
