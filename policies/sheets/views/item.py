"""One item of a plan: a 施策 in one of its years, or a branch with the 施策 below it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.tabs import KnownYear, asked_year, year_to_show
from kyodo_portal.listing.views import FilteredView, withdrawn
from kyodo_portal.open_data.exports import ALL_YEARS_IN_NAME
from kyodo_portal.open_data.responses import requested_format, respond
from policies.plans.models.plan import Plan
from policies.plans.rows.tree import plan_trees
from policies.sheets.models import EvaluationSheet
from policies.sheets.resources.sheets import (
    NEWEST_YEAR,
    file_name,
    measures_export,
    sheets_export,
)
from policies.sheets.rows.shown import measure_row, sheets_of
from policies.sheets.views.branch_page import branch_context
from policies.sheets.views.item_page import item_context, item_json_more


class PolicyItem(FilteredView):
    """An item under its code; the levels without a code under the code of their place."""

    heading = _("施策評価")
    parameters = ("fiscal_year", "format")

    def respond(self, request, plan, code):
        found = get_object_or_404(Plan.objects.published().for_list(), slug=plan)
        [tree] = plan_trees([found])
        node = next((one for one in tree.nodes.values() if one.item.path_code == code), None)
        if node is None:
            raise Http404(_now("この番号の項目は、計画にありません。"))
        if node.item.is_measure:
            return self.measure(request, tree, node)
        return self.branch(request, tree, node)

    def branch(self, request, tree, node):
        asked = asked_year(request.GET)
        wanted = requested_format(request)
        shown = sheets_of([tree.plan], asked)
        if wanted:
            name = file_name(tree.plan.slug, node.item.path_code, asked or NEWEST_YEAR)
            return respond(
                wanted,
                measures_export(
                    request,
                    name,
                    lambda: [measure_row(one, shown.get(one.item.pk)) for one in node.measures],
                    node,
                ),
            )
        context = branch_context(tree, node, shown, asked)
        return render(request, "policies/sheets/branch.html", context)

    def measure(self, request, tree, node):
        asked = asked_year(request.GET)
        wanted = requested_format(request)
        sheets = EvaluationSheet.objects.filter(plan_item=node.item)
        years = [KnownYear(*row) for row in sheets.known_to_public().years_and_states()]
        sheet = None
        if years or asked is not None:
            year = year_to_show(years, asked)
            sheet = sheets.for_list().get(fiscal_year=year.fiscal_year)
            if not year.is_published:
                return withdrawn(request, sheet)
        if wanted:
            of_years = sheets.published().for_list()
            rows = [one for one in of_years if asked in (None, one.fiscal_year)]
            name = file_name(tree.plan.slug, node.item.path_code, asked or ALL_YEARS_IN_NAME)
            export = sheets_export(
                request, name, node, rows, lambda: item_json_more(node.item, sheet)
            )
            return respond(wanted, export)
        context = item_context(request, tree, node, sheet, years)
        return render(request, "policies/sheets/item.html", context)
