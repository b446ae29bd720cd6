"""協働事業 as open data: yearly records, projects, and the cities' forms and fields of activity."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.provenance import edition_sources
from kyodo_portal.open_data.resource import Resource, each
from projects import AREA
from projects.records.columns import (
    ACTIVITY_FIELD_COLUMNS,
    FORM_COLUMNS,
    PROJECT_COLUMNS,
    RECORD_COLUMNS,
)
from projects.records.filters.records import ProjectFilter, ProjectRecordFilter
from projects.records.filters.registers import ActivityFieldFilter, CollaborationFormFilter
from projects.records.models.project import Project
from projects.records.rows import activity_field_row, attach_names, form_row, project_row

COLLABORATION_FORMS = Resource(
    name="collaboration-forms",
    order=21,
    component="CollaborationForm",
    title=_("協働の形態"),
    description="自治体ごとの協働の形態と、比べるための共通コード。",
    filterset=CollaborationFormFilter,
    rows=each(form_row),
    columns=FORM_COLUMNS,
)
ACTIVITY_FIELDS = Resource(
    name="activity-fields",
    order=22,
    component="ActivityField",
    title=_("活動分野"),
    description="自治体ごとの活動分野。ガイドラインのまとまりと並び順です。",
    filterset=ActivityFieldFilter,
    rows=each(activity_field_row),
    columns=ACTIVITY_FIELD_COLUMNS,
)
PROJECTS = Resource(
    name="projects",
    order=24,
    component="Project",
    title=_("事業"),
    description="年度をこえて続く事業。条件に合う年度の記録が1つでもあれば出ます。",
    filterset=ProjectFilter,
    rows=each(project_row),
    columns=PROJECT_COLUMNS,
    single=Project.objects.published,
)
PROJECT_RECORDS = Resource(
    name="project-records",
    order=25,
    component="ProjectRecord",
    title=_("年度の記録"),
    table_title=_("協働事業（年度の記録）"),
    description="年度の記録。1つの事業の1つの年度が1件で、市の一覧の1行にあたります。",
    filterset=ProjectRecordFilter,
    rows=attach_names,
    columns=RECORD_COLUMNS,
    sources=edition_sources(AREA, itemgetter("municipality__code", "fiscal_year")),
)
