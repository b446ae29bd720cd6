"""協働事業: the list and the page of one project."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.addresses import canonical_query
from kyodo_portal.listing.tabs import KnownYear, asked_year, year_to_show
from kyodo_portal.listing.views import FilteredView, withdrawn
from kyodo_portal.open_data.responses import requested_format, respond
from projects.records.filters.records import ProjectRecordFilter, newest_by_default
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.records.resources.project_years import project_export
from projects.records.resources.records import records_export
from projects.records.views.list_page import list_context
from projects.records.views.project_page import page_context


class ProjectList(FilteredView):
    """The yearly records under the conditions of the query."""

    heading = _("協働事業")
    filterset = ProjectRecordFilter
    parameters = ("page", "format")

    def respond(self, request):
        filterset = self.valid(newest_by_default(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, records_export(request, filterset))
        return render(
            request, "projects/records/project_list.html", list_context(request, filterset)
        )


class ProjectDetail(FilteredView):
    """One project in one of its years.

    without_years: answers for a project that has no year's record, called with request,
    project and the wanted format; the addresses say who does.
    """

    heading = _("協働事業")
    parameters = ("fiscal_year", "format")
    without_years = None

    def respond(self, request, pk):
        project = get_object_or_404(Project.objects.for_detail(), pk=pk)
        if project.merged_into_id and (target := Project.objects.merged_from(pk).first()):
            return HttpResponsePermanentRedirect(same_query(target, request))
        asked = asked_year(request.GET)
        wanted = requested_format(request)
        records = ProjectRecord.objects.of_project(project.pk)
        years = [KnownYear(*row) for row in records.known_to_public().years_and_states()]
        if not years and asked is None:
            return self.without_years(request, project, wanted)
        year = year_to_show(years, asked)
        record = records.for_detail().get(fiscal_year=year.fiscal_year)
        if not year.is_published:
            return withdrawn(request, record)
        if wanted:
            return respond(wanted, project_export(request, project, asked))
        context = page_context(request, project, record, years)
        return render(request, "projects/records/project_detail.html", context)


def same_query(record, request):
    """Return a record's address with the query of this request."""
    return record.get_absolute_url() + canonical_query(request.GET)
