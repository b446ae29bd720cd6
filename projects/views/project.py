"""協働事業: the list and the page of one project."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.spreadsheets.responses import requested_format, respond

from ..case_twins import case_sheet_twin
from ..models import CaseSheet, Project, ProjectRecord
from ..twins import records_twin
from .conditions import conditions_of
from .files import project_twin
from .project_page import asked_year, case_context, page_context
from .project_years import KnownYear, year_to_show
from .record_list import list_context
from .refusals import ConditionsView, withdrawn


class ProjectList(ConditionsView):
    """The yearly records under the conditions of the query."""

    kind = _("協働事業")

    def answer(self, request):
        conditions = conditions_of(request.GET)
        self.form = conditions.form
        if wanted := requested_format(request):
            return respond(wanted, records_twin(request, conditions))
        return render(request, "projects/project_list.html", list_context(request, conditions))


class ProjectDetail(ConditionsView):
    """One project in one of its years."""

    kind = _("協働事業")

    def answer(self, request, pk):
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
            return respond(wanted, project_twin(request, project, asked))
        context = page_context(request, project, record, years)
        return render(request, "projects/project_detail.html", context)

    def without_years(self, request, project, wanted):
        """Answer for a project that is known by its case sheet alone."""
        sheet = get_object_or_404(CaseSheet.objects.published().for_detail(), project=project)
        if wanted:
            return respond(wanted, case_sheet_twin(request, sheet))
        context = case_context(project, sheet)
        return render(request, "projects/project_without_years.html", context)


def same_query(record, request):
    """Return a record's address with the query of this request."""
    query = request.META.get("QUERY_STRING", "")
    return f"{record.get_absolute_url()}?{query}" if query else record.get_absolute_url()
