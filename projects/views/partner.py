"""関係団体: the list and the page of one partner."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kyodo_portal.spreadsheets.responses import requested_format, respond

from ..models import Partner
from ..twins import partners_twin, records_twin
from .partner_page import detail_context, list_context, partner_conditions, records_of
from .project import same_query
from .refusals import ConditionsView


class PartnerList(ConditionsView):
    """The partners of published records."""

    kind = _("関係団体")

    def answer(self, request):
        conditions = partner_conditions(request.GET)
        self.form = conditions.form
        if wanted := requested_format(request):
            return respond(wanted, partners_twin(request, conditions))
        return render(request, "projects/partner_list.html", list_context(request, conditions))


class PartnerDetail(ConditionsView):
    """What is known of one partner: its projects, years and departments."""

    kind = _("関係団体")

    def answer(self, request, pk):
        if target := Partner.objects.merged_from(pk).first():
            return HttpResponsePermanentRedirect(same_query(target, request))
        partner = get_object_or_404(Partner.objects.published().for_list(), pk=pk)
        conditions = records_of(partner)
        if wanted := requested_format(request):
            return respond(wanted, records_twin(request, conditions))
        context = detail_context(request, partner, conditions)
        return render(request, "projects/partner_detail.html", context)
