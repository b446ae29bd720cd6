"""取組状況の報告 in the admin: its words, its ratings as a grid, and the preview."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.list_filters import StateFilter
from pledges.reports import services
from pledges.reports.admin.grid import build, has_changes, outcome, save_rows
from pledges.reports.aggregates.tables import report_table
from pledges.reports.forms.report import ProgressReportForm
from pledges.reports.models.rating import Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.admin.pledge import SetFilter


@admin.register(ProgressReport)
class ProgressReportAdmin(FunnelAdmin):
    """Reports: the coordinator's words, the departments' ratings, the 総括表 beside them."""

    form = ProgressReportForm
    list_display = ["state_badge", "title", "as_of_text", "pledge_set", "missing_shown", "entry"]
    list_display_links = ["title"]
    list_filter = [SetFilter, StateFilter]
    sortable_by = ()
    fieldsets = [
        (
            gettext_lazy("報告"),
            {
                "fields": [
                    "pledge_set",
                    "title",
                    "period_text",
                    "period_start",
                    "period_end",
                    "as_of",
                    "as_of_text",
                    "released_text",
                    "released_on",
                ]
            },
        ),
        (gettext_lazy("はじめに"), {"fields": ["introduction"]}),
        (gettext_lazy("進捗状況の数値化"), {"fields": ["method_note"]}),
        (gettext_lazy("総括表"), {"fields": ["overall_text"]}),
        (gettext_lazy("元の資料"), {"fields": ["source_title"]}),
    ]

    # --- The list ----------------------------------------------------------------------

    def get_queryset(self, request):
        return super().get_queryset(request).for_list().with_missing()

    def get_ordering(self, request):
        return ["pledge_set_id", "-as_of", "id"]

    @admin.display(description=gettext_lazy("状態"))
    def state_badge(self, report):
        return format_html(
            '<span class="badge badge--{}">{}</span>', report.state, report.get_state_display()
        )

    @admin.display(description=gettext_lazy("まだの評価"))
    def missing_shown(self, report):
        return _("%(count)s件") % {"count": report.missing_count}

    @admin.display(description=gettext_lazy("評価"))
    def entry(self, report):
        address = reverse("admin:pledges_progressreport_ratings", args=[report.pk])
        return format_html(
            '<a href="{}" aria-label="{}">{}</a>',
            address,
            _("評価の画面：%(report)s") % {"report": report},
            _("評価の画面"),
        )

    # --- The form ----------------------------------------------------------------------

    def get_readonly_fields(self, request, obj=None):
        return ["pledge_set"] if obj is not None else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "pledge_set":
            for link in ("add", "change", "view", "delete"):
                setattr(field.widget, f"can_{link}_related", False)
        return field

    def write_record(self, record, relations, **write):
        if record._state.adding:
            services.open_report(record, **write)
        else:
            super().write_record(record, relations, **write)

    # --- Ratings as a grid, and the preview ----------------------------------------------

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path(
                "<path:object_id>/ratings/",
                wrap(self.ratings_view),
                name="pledges_progressreport_ratings",
            ),
            path(
                "<path:object_id>/preview/",
                wrap(self.preview_view),
                name="pledges_progressreport_preview",
            ),
            *super().get_urls(),
        ]

    def ratings_view(self, request, object_id):
        """Show the ratings that somebody enters or reads, and save what was changed."""
        report = self.get_object(request, unquote(object_id))
        if report is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        access, data = access_of(request.user), None
        if request.method == "POST":
            data = request.POST
        grid = build(access, report, request.GET, data)
        reason_error = ""
        if data is not None:
            if not grid.is_editable:
                raise PermissionDenied
            reason = data.get("correction_reason", "").strip()
            if grid.needs_reason and not reason and has_changes(grid):
                reason_error = _(
                    "公開中の報告を直すときは、訂正の理由を書いてください。まだ保存していません。"
                )
            else:
                save_rows(grid, by=request.user, reason=reason)
                if not grid.failed:
                    self.message_user(request, outcome(grid), messages.SUCCESS)
                    return HttpResponseRedirect(request.get_full_path())
                grid = self._with_failed(request, report, grid)
        context = {
            "title": _("評価の入力：%(report)s") % {"report": report},
            "grid": grid,
            "outcome": outcome(grid) if grid.failed else "",
            "reason_error": reason_error,
            "correction_reason": data.get("correction_reason", "") if data is not None else "",
        }
        return self._page(request, report, "pledges/reports/admin/grid.html", context)

    def _with_failed(self, request, report, grid):
        """Return the grid as it is now, with what was typed into the rows that were refused."""
        failed = {form.rating.pk: form for form in grid.failed}
        fresh = build(access_of(request.user), report, request.GET, keep=failed)
        for row in fresh.rows:
            row.form = failed.get(row.rating.pk, row.form)
        fresh.saved, fresh.failed = grid.saved, grid.failed
        return fresh

    def preview_view(self, request, object_id):
        """Show the report as it would be published, and what is still missing."""
        report = self.get_object(request, unquote(object_id))
        if report is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        missing = Rating.objects.filter(report=report).missing().for_report()
        context = {
            "title": _("公開前の確認：%(report)s") % {"report": report},
            "table": report_table(report),
            "missing": list(missing),
            "steps": [(label, url) for _action, label, url in self.steps_for(request, report)],
        }
        return self._page(request, report, "pledges/reports/admin/preview.html", context)

    def _page(self, request, report, template, context):
        shared = {
            **self.admin_site.each_context(request),
            "report": report,
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, template, {**shared, **context})
