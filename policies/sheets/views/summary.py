"""施策評価の集計: ratings by branch and department, and all indicators in one table."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import ConditionsView, UnreadableQuery
from kyodo_portal.open_data.responses import requested_format, respond
from kyodo_portal.publishing.choices import Area
from kyodo_portal.publishing.models import Edition
from policies.sheets.filters import EvaluationSheetFilter
from policies.sheets.resources.summary import summary_twin
from policies.sheets.views.summary_page import summary_context


class PolicySummary(ConditionsView):
    """The figures of the sheets under the conditions of the query."""

    kind = _("施策評価の集計")

    def answer(self, request):
        newest = Edition.objects.latest_fiscal_year(Area.POLICIES)
        conditions = EvaluationSheetFilter.of(request.GET, default_year=newest)
        if not conditions.is_valid():
            raise UnreadableQuery(conditions.form)
        self.form = conditions.form
        if wanted := requested_format(request):
            return respond(wanted, summary_twin(request, conditions))
        return render(request, "policies/sheets/summary.html", summary_context(conditions))
