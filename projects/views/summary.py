"""集計: counts of records and participants by department, form and 実施区分."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.spreadsheets.responses import requested_format, respond

from ..summary_twin import summary_twin
from .conditions import conditions_of
from .refusals import ConditionsView
from .summary_page import summary_context


class ProjectSummary(ConditionsView):
    """The figures of the records under the conditions of the query."""

    kind = _("協働事業の集計")

    def answer(self, request):
        conditions = conditions_of(request.GET)
        self.form = conditions.form
        if wanted := requested_format(request):
            return respond(wanted, summary_twin(request, conditions))
        return render(request, "projects/project_summary.html", summary_context(conditions))
