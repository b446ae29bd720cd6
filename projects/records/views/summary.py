"""集計: counts of records and participants by department, form and 実施区分."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import ConditionsView
from kyodo_portal.open_data.responses import requested_format, respond
from projects.records.filters.records import conditions_of
from projects.records.resources.summary import summary_twin
from projects.records.views.summary_page import summary_context


class ProjectSummary(ConditionsView):
    """The figures of the records under the conditions of the query."""

    kind = _("協働事業の集計")

    def answer(self, request):
        conditions = conditions_of(request.GET)
        self.form = conditions.form
        if wanted := requested_format(request):
            return respond(wanted, summary_twin(request, conditions))
        return render(request, "projects/records/project_summary.html", summary_context(conditions))
