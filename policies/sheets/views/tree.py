"""施策評価: the plans as trees, with the rating of each 施策."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import FilteredView
from kyodo_portal.open_data.responses import requested_format, respond
from policies.plans.filters import TreeFilter
from policies.plans.rows.tree import plan_trees
from policies.sheets.resources.sheets import NEWEST_YEAR, file_name, measures_export
from policies.sheets.rows.shown import measure_rows, sheets_of
from policies.sheets.views.tree_page import tree_context


class PolicyTree(FilteredView):
    """Every published plan, down to its 施策."""

    heading = _("施策評価")
    filterset = TreeFilter
    parameters = ("format",)

    def respond(self, request):
        filterset = self.valid(TreeFilter.of(request.GET))
        asked = filterset.fiscal_year_asked
        wanted = requested_format(request)
        trees = plan_trees(filterset.rows())
        shown = sheets_of([tree.plan for tree in trees], asked)
        if wanted:
            name = file_name("policies", asked or NEWEST_YEAR)
            return respond(
                wanted, measures_export(request, name, lambda: measure_rows(trees, shown))
            )
        context = tree_context(request, trees, shown, asked)
        return render(request, "policies/sheets/tree.html", context)
