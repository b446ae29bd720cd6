"""補助金: the list and the page of one."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.listing.chips import chips
from kyodo_portal.listing.coverage import coverage
from kyodo_portal.listing.facets import facet_groups
from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.views import FilteredView, withdrawn
from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.open_data.responses import requested_format, respond
from kyodo_portal.publishing.models import Change, Edition
from tests.fourth_area import AREA
from tests.fourth_area.filters import SubsidyFilter
from tests.fourth_area.models import Subsidy
from tests.fourth_area.resources import SUBSIDIES
from tests.fourth_area.rows import subsidy_row


class SubsidyList(FilteredView):
    """The subsidies under the conditions of the query; without a year those of the newest."""

    heading = gettext_lazy("補助金")
    filterset = SubsidyFilter
    parameters = ("page", "format")

    def respond(self, request):
        newest = Edition.objects.latest_fiscal_year(AREA)
        filterset = self.valid(SubsidyFilter.of(request.GET, default_year=newest))
        if wanted := requested_format(request):
            return respond(wanted, SUBSIDIES.export(request, filterset))
        page = page_of(filterset.rows(), request.GET)
        context = {
            "crumbs": [(_("補助金"), "")],
            "action": request.path,
            "page": page,
            "count": page.paginator.count,
            "rows": [subsidy_row(one) for one in page],
            "facets": facet_groups(filterset),
            "chips": chips(filterset, request.path),
            "coverage": coverage(filterset, AREA),
            "q": filterset.data.get("q", ""),
            "has_records": True,
            "formats": LIST_FORMATS,
        }
        return render(request, "subsidies/list.html", context)


class SubsidyDetail(FilteredView):
    """One subsidy."""

    heading = gettext_lazy("補助金")
    parameters = ("format",)

    def respond(self, request, pk):
        subsidy = get_object_or_404(Subsidy.objects.known_to_public().for_detail(), pk=pk)
        if not subsidy.is_published:
            return withdrawn(request, subsidy)
        if wanted := requested_format(request):
            return respond(wanted, SUBSIDIES.export_of(request, pk, f"subsidy_{pk}"))
        context = {
            "crumbs": [(_("補助金"), "/subsidies/"), (subsidy.name, "")],
            "subsidy": subsidy,
            "department": subsidy.department,
            "changes": Change.objects.history_of(subsidy),
            "published_on": timezone.localdate(subsidy.published_at),
            "formats": LIST_FORMATS,
        }
        return render(request, "subsidies/detail.html", context)
