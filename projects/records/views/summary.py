"""集計: counts of records and participants by department, form and 実施区分."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import FilteredView
from kyodo_portal.open_data.responses import requested_format, respond
from projects.records.filters.records import ProjectRecordFilter, newest_by_default
from projects.records.resources.summary import summary_export
from projects.records.views.summary_page import summary_context


class ProjectSummary(FilteredView):
    """The figures of the records under the conditions of the query."""

    heading = _("協働事業の集計")
    filterset = ProjectRecordFilter
    parameters = ("format",)

    def respond(self, request):
        filterset = self.valid(newest_by_default(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, summary_export(request, filterset))
        return render(request, "projects/records/project_summary.html", summary_context(filterset))
