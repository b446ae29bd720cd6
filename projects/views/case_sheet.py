"""協働事例: the gallery and the page of one sheet."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.spreadsheets.responses import requested_format, respond

from ..case_filters import CaseSheetFilter
from ..case_twins import case_sheet_twin, case_sheets_twin
from ..models import CaseSheet
from .case_gallery import gallery_context
from .case_sheet_page import page_context
from .refusals import ConditionsView, UnreadableQuery, withdrawn


class CaseGallery(ConditionsView):
    """The case sheets under the conditions of the query."""

    kind = _("協働事例")

    def answer(self, request):
        conditions = CaseSheetFilter.of(request.GET)
        self.form = conditions.form
        if not conditions.is_valid():
            raise UnreadableQuery(conditions.form)
        if wanted := requested_format(request):
            return respond(wanted, case_sheets_twin(request, conditions))
        return render(request, "projects/case_gallery.html", gallery_context(request, conditions))


class CaseDetail(ConditionsView):
    """One case sheet, in the manner of its one page."""

    kind = _("協働事例")

    def answer(self, request, pk):
        wanted = requested_format(request)
        sheet = get_object_or_404(CaseSheet.objects.known_to_public().for_detail(), pk=pk)
        if not sheet.is_published:
            return withdrawn(request, sheet)
        if wanted:
            return respond(wanted, case_sheet_twin(request, sheet))
        return render(request, "projects/case_sheet.html", page_context(request, sheet))
