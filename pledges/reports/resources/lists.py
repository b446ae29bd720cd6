"""The items of 市長公約 and the reports on them as open data."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.provenance import each_source, source_row
from kyodo_portal.open_data.resource import Resource
from pledges.reports.columns import ITEM_COLUMNS, PROGRESS_COLUMNS
from pledges.reports.filters import PledgeItemFilter, ProgressReportFilter
from pledges.reports.rows import item_rows, progress_rows

PLEDGE_ITEMS = Resource(
    name="pledge-items",
    order=41,
    component="PledgeItem",
    title=_("公約の項目"),
    description="公約の項目。公開中の報告ごとの担当部署、評価、取組事業を含みます。",
    filterset=PledgeItemFilter,
    rows=item_rows,
    columns=ITEM_COLUMNS,
    lines="reports",
)
PROGRESS_REPORTS = Resource(
    name="progress-reports",
    order=42,
    component="ProgressReport",
    title=_("取組状況の報告"),
    description="公約の取組状況の報告。市の担当部署による自己評価です。",
    filterset=ProgressReportFilter,
    rows=progress_rows,
    columns=PROGRESS_COLUMNS,
    sources=each_source(lambda report: source_row(report.source_title, as_of=report.as_of)),
)
