"""取組状況の報告 in the admin: its words, its ratings as a grid, and the preview."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.fields.choices import offer_choices_alone
from kyodo_portal.staff.list_filters import StateFilter
from pledges.reports import services
from pledges.reports.admin.grid import RatingGrid
from pledges.reports.aggregates.tables import report_table
from pledges.reports.forms.report import ProgressReportForm
from pledges.reports.models.rating import Rating
from pledges.reports.models.report import ProgressReport
from pledges.sets.admin.pledge import SetFilter


@admin.register(ProgressReport)
class ProgressReportAdmin(RatingGrid, FunnelAdmin):
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
            offer_choices_alone(field)
        return field

    def write_record(self, record, relations, **write):
        if record._state.adding:
            services.open_report(record, **write)
        else:
            super().write_record(record, relations, **write)

    # --- The preview ----------------------------------------------------------------------

    def get_urls(self):
        return [
            path(
                "<path:object_id>/preview/",
                self.admin_site.admin_view(self.preview_view),
                name="pledges_progressreport_preview",
            ),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id):
        """Show the report as it would be published, and what is still missing."""
        report = self.get_object(request, unquote(object_id))
        if report is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        missing = Rating.objects.filter(report=report).missing().for_report()
        context = {
            **self.admin_site.each_context(request),
            "title": _("公開前の確認：%(report)s") % {"report": report},
            "here": _("公開前の確認"),
            "record": report,
            "table": report_table(report),
            "missing": list(missing),
            "steps": [(label, url) for _action, label, url in self.steps_for(request, report)],
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "pledges/reports/admin/preview.html", context)
