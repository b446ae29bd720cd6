"""総合計画 and its scale in the admin, with the yearly work: begin a year, see what is missing."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.fiscal_years import current_fiscal_year, format_fiscal_year
from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.written_years import fiscal_year_column
from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.staff.own_municipality import OwnMunicipality
from policies import AREA
from policies.plans.models.plan import Plan, RatingGrade
from policies.sheets.aggregates.delivery import delivery, sheet_years
from policies.sheets.forms import OpenYearForm
from policies.sheets.services.years import open_fiscal_year

NUMBERS = ["level_names", "code_prefix", "code_pattern"]


@admin.register(Plan)
class PlanAdmin(OwnMunicipality, FunnelAdmin):
    """The plans: their levels, numbers and years, and the round of each year."""

    change_form_template = "policies/plans/admin/plan_change_form.html"
    fiscal_years = {
        "first_year": gettext_lazy("例：R7、令和7年度、2025。分からないときは空のままにします。"),
        "last_year": gettext_lazy("例：R7、令和7年度、2025。分からないときは空のままにします。"),
    }
    list_display = ["__str__", "municipality", "begins", "ends", "is_published"]
    fieldsets = [
        (None, {"fields": ["municipality", "name", "slug", "source_title"]}),
        (gettext_lazy("段階と番号"), {"fields": NUMBERS}),
        (gettext_lazy("期間"), {"fields": ["first_year", "last_year"]}),
        (gettext_lazy("公表"), {"fields": ["is_published"]}),
    ]

    begins = fiscal_year_column("first_year", gettext_lazy("はじめの年度"))
    ends = fiscal_year_column("last_year", gettext_lazy("おわりの年度"))

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<path:object_id>/open-year/", wrap(self.open_year), name="policies_plan_open"),
            path(
                "<path:object_id>/undelivered/",
                wrap(self.undelivered),
                name="policies_plan_undelivered",
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        may_open = obj is not None and access_of(request.user).is_coordinator(
            obj.municipality_id, AREA
        )
        context |= {"may_open_year": may_open}
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- 年度を始める -----------------------------------------------------------------------

    def open_year(self, request, object_id):
        """Make the sheets of a fiscal year, and say what was made."""
        plan = self.get_object(request, unquote(object_id))
        if plan is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not access_of(request.user).is_coordinator(plan.municipality_id, AREA):
            raise PermissionDenied
        years = sheet_years(plan, access_of(request.user))
        initial = {"fiscal_year": years[0] + 1 if years else current_fiscal_year()}
        form = OpenYearForm(request.POST if request.method == "POST" else None, initial=initial)
        if form.is_valid() and self._opened(request, plan, form):
            year = form.cleaned_data["fiscal_year"]
            page = reverse("admin:policies_plan_undelivered", args=[plan.pk])
            return HttpResponseRedirect(f"{page}?fiscal_year={year}")
        return self._page(request, plan, "open_year", _("年度を始める"), form=form, years=years)

    def _opened(self, request, plan, form):
        """Carry it out; False with a message in the form where the services refuse."""
        year = form.cleaned_data["fiscal_year"]
        try:
            made = open_fiscal_year(
                plan=plan, fiscal_year=year, by=request.user, channel=Channel.ADMIN
            )
        except ValidationError as refusal:
            # The service names the form's own field, or a row's.
            known = hasattr(refusal, "error_dict") and refusal.error_dict.keys() == {"fiscal_year"}
            form.add_error(None, refusal if not known else refusal.error_dict["fiscal_year"])
            return False
        except Stale:
            form.add_error(None, _("ほかの人の保存と重なりました。もう一度押してください。"))
            return False
        text = _("%(year)sを始めました。評価表%(sheets)s枚と、実績値の欄%(values)s件を作りました。")
        if not (made.sheets or made.values):
            text = _("%(year)sは、もう始まっています。新しく作ったものはありません。")
        words = {"year": format_fiscal_year(year), "sheets": made.sheets, "values": made.values}
        self.message_user(request, text % words, messages.SUCCESS)
        return True

    # --- 未提出の一覧 -----------------------------------------------------------------------

    def undelivered(self, request, object_id):
        """Show what of a year is not yet delivered: departments by state, and each sheet."""
        plan = self.get_object(request, unquote(object_id))
        if plan is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        years = sheet_years(plan, access_of(request.user))
        asked = request.GET.get("fiscal_year", "")
        year = int(asked) if asked in map(str, years) else max(years, default=None)
        found = delivery(plan, year, access_of(request.user)) if year is not None else None
        return self._page(
            request,
            plan,
            "undelivered",
            _("未提出の一覧"),
            years=years,
            year=year,
            delivery=found,
            states=State.labels,
        )

    def _page(self, request, plan, name, title, **context):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "plan": plan,
            "opts": self.opts,
            "media": self.media,
            **context,
        }
        return TemplateResponse(request, f"policies/sheets/admin/{name}.html", context)


@admin.register(RatingGrade)
class RatingGradeAdmin(FunnelAdmin):
    """反映区分: each plan's own scale, in its order."""

    list_display = ["code", "label", "plan", "position"]
    list_select_related = ["plan__municipality"]
    fieldsets = [(None, {"fields": ["plan", "code", "label", "position"]})]
