"""Two reports of one set side by side; figures of different sets are never compared."""

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.listing import query_values
from kyodo_portal.listing.views import FilteredView, InvalidQuery, withdrawn
from kyodo_portal.open_data.responses import requested_format, respond
from pledges.reports.aggregates.comparison import Trend, compare
from pledges.reports.aggregates.tables import report_tables
from pledges.reports.models.report import ProgressReport
from pledges.reports.resources.exports import comparison_export
from pledges.reports.views.report_choice import self_assessment


class YearsForm(forms.Form):
    """The two years of a comparison."""

    earlier = query_values.fiscal_years(label=gettext_lazy("前の報告")).field
    later = query_values.fiscal_years(label=gettext_lazy("後の報告")).field


class ReportComparison(FilteredView):
    """What rose, fell and stands still from one report to another, by default the newest two."""

    heading = gettext_lazy("市長公約の取組状況の比較")
    parameters = ("from", "to", "format")

    def respond(self, request, pledge_set):
        wanted = requested_format(request)
        known = list(ProgressReport.objects.known_to_public().of_set(pledge_set))
        reports = [report for report in known if report.is_published]
        if not known:
            raise Http404
        if not reports:
            return withdrawn(request, known[0])
        years = asked_years(request.GET)
        pair = chosen(reports, years)
        if pair is None:
            return render(request, "pledges/reports/compare.html", alone_context(reports))
        tables = report_tables(pair)
        earlier, later = pair
        compared = compare(tables[earlier.pk], tables[later.pk])
        if wanted:
            return respond(wanted, comparison_export(earlier, later, compared))
        context = compare_context(reports, earlier, later, compared)
        context["assessment"] = self_assessment(tables[later.pk])
        return render(request, "pledges/reports/compare.html", context)


def asked_years(query):
    """Return the two years of a query, None for one that is not named.

    Raises InvalidQuery for what is no year, BadRequest for the same year twice.
    """
    data = QueryDict(mutable=True)
    for name, key in (("earlier", "from"), ("later", "to")):
        data.setlist(name, [value for value in query.getlist(key) if value.strip()][-1:])
    form = YearsForm(data)
    if not form.is_valid():
        raise InvalidQuery(form)
    years = tuple(
        form.cleaned_data[name][0] if form.cleaned_data[name] else None
        for name in ("earlier", "later")
    )
    if None not in years and years[0] == years[1]:
        raise BadRequest(_("from と to には、違う年度を書いてください。"))
    return years


def chosen(reports, years):
    """Return the earlier and the later report, None where there are not two.

    `reports` stand newest first. Raises Http404 for a year without a published report.
    """
    first, last = years
    of_year = {}
    for report in reports:
        of_year.setdefault(report.fiscal_year, report)
    for year in years:
        if year is not None and year not in of_year:
            raise Http404(_("この年度の公開中の報告はありません。"))
    later = of_year[last] if last is not None else reports[0]
    others = [report for report in reports if report.as_of < later.as_of]
    earlier = of_year[first] if first is not None else next(iter(others), None)
    if earlier is None or earlier.pk == later.pk:
        return None
    return earlier, later


def crumbs_of(pledge_set):
    """Return the way to the comparison."""
    return [
        (_("市長公約"), reverse("pledges:list")),
        (pledge_set.name, pledge_set.get_absolute_url()),
        (_("報告の比較"), ""),
    ]


def alone_context(reports):
    """Return what the page says where there is nothing to compare with."""
    pledge_set = reports[0].pledge_set
    return {
        "pledge_set": pledge_set,
        "report": reports[0],
        "crumbs": crumbs_of(pledge_set),
        "groups": [],
        "earlier": None,
    }


def compare_context(reports, earlier, later, compared):
    """Return the page of two reports, grouped by what became of the figures."""
    groups = [(trend, [one for one in compared if one.trend is trend]) for trend in Trend]
    return {
        "pledge_set": later.pledge_set,
        "report": later,
        "reports": reports,
        "earlier": earlier,
        "later": later,
        "crumbs": crumbs_of(later.pledge_set),
        "groups": [(trend, found) for trend, found in groups if found],
        "overall": next((one for one in compared if not one.line.path), None),
        "formats": (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON")),
    }
