"""関係団体: the list."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import FilteredView
from kyodo_portal.open_data.responses import requested_format, respond
from projects.partners.filters import PartnerFilter
from projects.partners.resources import PARTNERS
from projects.partners.views.context import list_context


class PartnerList(FilteredView):
    """The partners of published records."""

    heading = _("関係団体")
    filterset = PartnerFilter
    parameters = ("page", "format")

    def respond(self, request):
        filterset = self.valid(PartnerFilter.of(request.GET))
        if wanted := requested_format(request):
            return respond(wanted, PARTNERS.export(request, filterset))
        return render(request, "projects/partners/list.html", list_context(request, filterset))
