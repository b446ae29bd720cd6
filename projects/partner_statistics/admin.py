"""相手方の集計: the staff's page, and the planners' workbook of the same tables."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import View

from kyodo_portal.open_data.responses import LANGUAGE, requested_format, workbook_response
from kyodo_portal.organizations.access import access_of
from projects.partner_statistics import rules
from projects.partner_statistics.aggregates.report import report
from projects.partner_statistics.aggregates.scope import may_open, municipalities
from projects.partner_statistics.columns.declared import MOST_ROWS
from projects.partner_statistics.columns.tables import tables
from projects.partner_statistics.forms import ScopeForm
from projects.partner_statistics.resources import conditions, file_name, workbook

TEMPLATE = "projects/partner_statistics/admin/page.html"


class PartnerStatisticsPage(View):
    """Figures of one municipality's partners for those who work with its 協働事業."""

    admin_site = None

    def get(self, request):
        access = access_of(request.user)
        if not may_open(access):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("相手方の集計"),
            "source": rules.SOURCE,
            "passage": rules.PASSAGE,
        }
        places = list(municipalities(access))
        if not places:
            return TemplateResponse(request, TEMPLATE, context)
        form = ScopeForm(request.GET, access, places)
        context["form"] = form
        if not form.is_valid():
            return TemplateResponse(request, TEMPLATE, context, status=400)
        found = report(form.scope())
        if self._wants_file(request):
            with translation.override(LANGUAGE):
                return workbook_response(workbook(found), file_name(found))
        query = form.data.copy()
        query["format"] = "xlsx"
        context |= {
            "report": found,
            "conditions": conditions(found),
            "tables": tables(found),
            "most_rows": MOST_ROWS,
            "record_rules": rules.RECORDS,
            "limits": rules.LIMITS,
            "file_url": f"?{query.urlencode()}",
        }
        return TemplateResponse(request, TEMPLATE, context)

    def _wants_file(self, request):
        wanted = requested_format(request)
        if wanted not in {"", "xlsx"}:
            raise BadRequest(_("このページを保存できる形式は xlsx だけです。"))
        return wanted == "xlsx"
