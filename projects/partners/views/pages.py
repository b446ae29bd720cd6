"""関係団体: the list."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.views import ConditionsView
from kyodo_portal.open_data.responses import requested_format, respond
from projects.partners.resources import partners_twin
from projects.partners.views.context import list_context, partner_conditions


class PartnerList(ConditionsView):
    """The partners of published records."""

    kind = _("関係団体")

    def answer(self, request):
        conditions = partner_conditions(request.GET)
        self.form = conditions.form
        if wanted := requested_format(request):
            return respond(wanted, partners_twin(request, conditions))
        return render(request, "projects/partners/list.html", list_context(request, conditions))
