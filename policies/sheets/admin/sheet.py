"""施策評価表 in the admin: the form in the order of the paper sheet, and the list."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.fiscal_years import format_fiscal_year, reported_fiscal_year
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.history import written_at
from kyodo_portal.publishing.permissions import EDITABLE_BY_EDITOR
from kyodo_portal.staff.list_filters import FiscalYearFilter, StateFilter
from kyodo_portal.staff.searching import FoldedSearch
from policies.indicators.admin.grid import IndicatorGrid
from policies.plans.models.plan import PlanItem
from policies.sheets.admin.filters import SectionDepartmentFilter, WaitingFilter
from policies.sheets.admin.sections import SectionInline, section_errors, wanted_sections
from policies.sheets.forms import SheetForm
from policies.sheets.models import EvaluationSheet

NEW = ["plan_item", "fiscal_year", "department_text"]
HEAD = ["measure", "fiscal_year_shown", "department_text", "rating"]


@admin.register(EvaluationSheet)
class EvaluationSheetAdmin(FoldedSearch, IndicatorGrid, FunnelAdmin):
    """The sheets: each department writes its own part, all together submit."""

    form = SheetForm
    change_form_template = "policies/sheets/admin/sheet_change_form.html"
    inlines = [SectionInline]
    list_display = [
        "state_badge",
        "code",
        "measure",
        "departments_shown",
        "fiscal_year_shown",
        "rating_code",
        "waiting",
        "last_saved",
    ]
    list_display_links = ["measure"]
    list_filter = [FiscalYearFilter, SectionDepartmentFilter, WaitingFilter, StateFilter]
    search_help_text = gettext_lazy("施策の文、担当課、取組などのことばで探します。")

    # --- The list --------------------------------------------------------------------------

    def get_queryset(self, request):
        return super().get_queryset(request).for_admin_list()

    @admin.display(description=gettext_lazy("施策番号"), ordering="plan_item__path_code")
    def code(self, sheet):
        return sheet.plan_item.code

    @admin.display(description=gettext_lazy("施策"))
    def measure(self, sheet):
        return sheet.plan_item.text

    @admin.display(description=gettext_lazy("担当課"))
    def departments_shown(self, sheet):
        return "、".join(section.department.name for section in sheet.sections.all())

    @admin.display(description=gettext_lazy("年度"), ordering="fiscal_year")
    def fiscal_year_shown(self, sheet):
        return format_fiscal_year(sheet.fiscal_year)

    @admin.display(description=gettext_lazy("反映区分"))
    def rating_code(self, sheet):
        if sheet.rating is None:
            return format_html('<span class="empty">{}</span>', _("記載なし"))
        return sheet.rating.code

    @admin.display(description=gettext_lazy("確認"))
    def waiting(self, sheet):
        sections = list(sheet.sections.all())
        left = sum(not section.is_confirmed for section in sections)
        if left == 0:
            return _("確認済み") if sections else ""
        text = _("要確認 %(left)s／%(all)s") % {"left": left, "all": len(sections)}
        return format_html('<span class="badge badge--draft">{}</span>', text)

    # --- The form --------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        extra = super().get_fieldsets(request, obj)[1:]
        return [
            (_("施策"), {"fields": NEW if obj is None else HEAD}),
            (_("注"), {"fields": ["notes"], "classes": ["notes"]}),
            *extra,
        ]

    def get_fields(self, request, obj=None):
        return [*(NEW if obj is None else HEAD), "notes"]

    def get_readonly_fields(self, request, obj=None):
        """Keep a stored sheet with its 施策 and year."""
        return ["measure", "fiscal_year_shown"] if obj is not None else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            # A field of the form alone is there whatever the fieldsets say.
            form.base_fields.pop("fiscal_year", None)
        return form

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        initial.setdefault("fiscal_year", reported_fiscal_year())
        return initial

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is PlanItem:
            kwargs["queryset"] = PlanItem.objects.measures().for_admin_list()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def limit_choices(self, request, field, queryset):
        """Offer the grades of the sheet's own plan only."""
        if field.name == "rating":
            sheet = getattr(request, "edited_record", None)
            return queryset.filter(plan=sheet.plan_item.plan) if sheet else queryset.none()
        return super().limit_choices(request, field, queryset)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context |= {
            "section_errors": section_errors(formsets),
            "submit_status": self._status(obj),
            "is_draft": obj is None or obj.state in EDITABLE_BY_EDITOR,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _status(self, sheet):
        if sheet is None or sheet.updated_by is None:
            return ""
        return _("%(state)s。%(who)sさんが%(when)sに保存しました。") % {
            "state": sheet.get_state_display(),
            "who": sheet.updated_by,
            "when": written_at(sheet.updated_at),
        }

    # --- Writing ---------------------------------------------------------------------------

    def wanted_relations(self, form, formsets):
        return {**form.wanted_relations(), "sections": wanted_sections(formsets)}
