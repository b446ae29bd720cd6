"""施策評価の集計: ratings by branch and department, and all indicators in one table."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import FilteredView
from kyodo_portal.open_data.responses import requested_format, respond
from kyodo_portal.publishing.models import Edition
from policies import AREA
from policies.sheets.filters import EvaluationSheetFilter
from policies.sheets.resources.summary import summary_export
from policies.sheets.views.summary_page import summary_context


class PolicySummary(FilteredView):
    """The figures of the sheets under the conditions of the query."""

    heading = _("施策評価の集計")
    filterset = EvaluationSheetFilter
    parameters = ("format",)

    def respond(self, request):
        newest = Edition.objects.latest_fiscal_year(AREA)
        filterset = self.valid(EvaluationSheetFilter.of(request.GET, default_year=newest))
        if wanted := requested_format(request):
            return respond(wanted, summary_export(request, filterset))
        return render(request, "policies/sheets/summary.html", summary_context(filterset))
