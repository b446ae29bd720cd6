"""評価指標 of a sheet's 施策 by year: one screen to write the values."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR
from policies.indicators.forms.grid import Grid
from policies.indicators.models import Indicator
from policies.indicators.services import published_years

LONGEST_REASON = 2000


class IndicatorGrid:
    """The part of the sheets' admin that has the grid of indicators and years."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.grid_view)
        return [
            path("<path:object_id>/indicators/", view, name="policies_evaluationsheet_indicators"),
            *super().get_urls(),
        ]

    def grid_view(self, request, object_id):
        """Show the grid, and save what was typed into it."""
        sheet = self.get_object(request, unquote(object_id))
        if sheet is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        indicators = list(Indicator.objects.for_list().filter(plan_item=sheet.plan_item_id))
        years = columns(sheet, indicators)
        editable = editable_years(access_of(request.user), sheet, years)
        if request.method != "POST":
            return self._grid_page(request, sheet, Grid(indicators, years, editable))
        if not editable:
            raise PermissionDenied
        grid = Grid(indicators, years, editable, request.POST)
        reason = request.POST.get("reason", "")[:LONGEST_REASON]
        saved = grid.save(by=request.user, reason=reason)
        if saved is None:
            return self._grid_page(request, sheet, grid)
        text = _("%(count)s件の指標を保存しました。") % {"count": saved}
        text = text if saved else _("変わったところはありません。")
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(request.path)

    def _grid_page(self, request, sheet, grid):
        shown = published_years(sheet.plan_item.sheets.all(), set(grid.editable))
        context = {
            **self.admin_site.each_context(request),
            "title": _("評価指標"),
            "sheet": sheet,
            "grid": grid,
            "needs_reason": bool(shown),
            "reason": request.POST.get("reason", ""),
            "back": reverse("admin:policies_evaluationsheet_change", args=[sheet.pk]),
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "policies/indicators/admin/indicators.html", context)


def columns(sheet, indicators):
    """Return the years of the grid: those that have a value, up to the sheet's own."""
    held = {value.fiscal_year for indicator in indicators for value in indicator.values.all()}
    return sorted({year for year in held if year <= sheet.fiscal_year} | {sheet.fiscal_year})


def editable_years(access, sheet, years):
    """Return the years that somebody may write: of a department only the open sheet's own."""
    if permissions.is_coordinator_of(access, sheet):
        return years
    is_open = sheet.state in EDITABLE_BY_EDITOR
    return [sheet.fiscal_year] if is_open and permissions.is_editor_of(access, sheet) else []
