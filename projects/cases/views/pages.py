"""協働事例: the gallery and the page of one sheet."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import FilteredView, withdrawn
from kyodo_portal.open_data.responses import requested_format, respond
from projects.cases.filters import CaseSheetFilter
from projects.cases.models.case_sheet import CaseSheet
from projects.cases.resources import CASE_SHEETS
from projects.cases.views.gallery import gallery_context
from projects.cases.views.sheet_page import page_context, project_context


class CaseGallery(FilteredView):
    """The case sheets under the conditions of the query."""

    heading = _("協働事例")
    filterset = CaseSheetFilter
    parameters = ("page", "format")

    def respond(self, request):
        filterset = self.valid(CaseSheetFilter.of(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, CASE_SHEETS.export(request, filterset))
        return render(request, "projects/cases/gallery.html", gallery_context(request, filterset))


def files_of(request, sheet):
    """Return the files of one published sheet."""
    return CASE_SHEETS.export_of(request, sheet.pk, f"case_sheet_{sheet.pk}")


def project_by_its_sheet(request, project, wanted):
    """Answer for a project that is known by its case sheet alone."""
    sheet = get_object_or_404(CaseSheet.objects.published().for_detail(), project=project)
    if wanted:
        return respond(wanted, files_of(request, sheet))
    context = project_context(project, sheet)
    return render(request, "projects/records/project_without_years.html", context)


class CaseDetail(FilteredView):
    """One case sheet, in the manner of its one page."""

    heading = _("協働事例")
    parameters = ("format",)

    def respond(self, request, pk):
        wanted = requested_format(request)
        sheet = get_object_or_404(CaseSheet.objects.known_to_public().for_detail(), pk=pk)
        if not sheet.is_published:
            return withdrawn(request, sheet)
        if wanted:
            return respond(wanted, files_of(request, sheet))
        return render(request, "projects/cases/sheet.html", page_context(request, sheet))
