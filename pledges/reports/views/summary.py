"""市長公約: the list of sets, and the 総括表 of one set's report."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.views import FilteredView, withdrawn
from kyodo_portal.open_data.responses import requested_format, respond
from pledges.reports.filters import SummaryFilter
from pledges.reports.resources.exports import report_export
from pledges.reports.views.report_choice import report_to_show
from pledges.reports.views.summary_page import list_context, shown_lines, summary_context
from pledges.sets.filters import PledgeSetFilter
from pledges.sets.resources import PLEDGE_SETS


class PledgeSetList(FilteredView):
    """The sets with a published report, by municipality."""

    heading = _("市長公約")
    filterset = PledgeSetFilter
    parameters = ("page", "format")

    def respond(self, request):
        filterset = self.valid(PledgeSetFilter.of(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, PLEDGE_SETS.export(request, filterset))
        page = page_of(filterset.rows(), request.GET)
        return render(request, "pledges/sets/set_list.html", list_context(page, filterset))


class PledgeSummary(FilteredView):
    """The 総括表 of one report of a set, the newest by default."""

    heading = _("市長公約の取組状況")
    filterset = SummaryFilter
    parameters = ("fiscal_year", "as", "format")

    def respond(self, request, pledge_set):
        filterset = self.valid(SummaryFilter.of(request.GET))
        wanted = requested_format(request)
        shown = report_to_show(pledge_set, request.GET)
        if not shown.report.is_published:
            return withdrawn(request, shown.report)
        if shown.as_published and wanted == "json":
            return kept_at_publication(shown.report)
        table = shown.table()
        if wanted:
            lines = shown_lines(shown, table, filterset, whole=True)
            return respond(wanted, report_export(request, shown.report, table, lines))
        context = summary_context(request, shown, table, filterset)
        return render(request, "pledges/reports/summary.html", context)


def kept_at_publication(report):
    """Return the snapshot letter by letter, so that its SHA-256 can be checked by anybody."""
    return HttpResponse(report.snapshot, content_type="application/json; charset=utf-8")
