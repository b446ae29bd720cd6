"""One pledge, at any level: figures, what was done and by whom, how the figure came about."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import FilteredView, withdrawn
from kyodo_portal.open_data.responses import requested_format, respond
from pledges.reports.resources.exports import report_export
from pledges.reports.views.item_page import item_context, lines_below
from pledges.reports.views.report_choice import report_to_show


class PledgeItemDetail(FilteredView):
    """One item of a set in one of its reports, the newest by default."""

    heading = _("市長公約")
    parameters = ("fiscal_year", "as", "format")

    def respond(self, request, pledge_set, path):
        wanted = requested_format(request)
        shown = report_to_show(pledge_set, request.GET)
        if not shown.report.is_published:
            return withdrawn(request, shown.report)
        table = shown.table()
        if not path or path not in table.by_path:
            raise Http404
        line = table.by_path[path]
        if wanted:
            lines = [line, *lines_below(table, line)]
            return respond(wanted, report_export(request, shown.report, table, lines, part=path))
        context = item_context(request, shown, table, line)
        return render(request, "pledges/reports/item.html", context)
