"""評価指標 in the admin: what is measured. The values are written in the grid of a sheet."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing import permissions
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.fields.choices import DepartmentChoiceField
from policies.indicators.models import Indicator
from policies.plans.models.plan import PlanItem

WHAT = ["plan_item", "name", "unit", "department", "position"]
AIM = ["kind", "direction", "baseline_text", "baseline_year", "target_text", "target_year"]


@admin.register(Indicator)
class IndicatorAdmin(FunnelAdmin):
    """The indicators of each 施策; only coordinators say what is measured and how."""

    fiscal_years = {
        "baseline_year": _("例：R7、令和7年度、2025。計画の前の年度でもかまいません。"),
        "target_year": _("例：R7、令和7年度、2025。分からないときは空のままにします。"),
    }
    list_display = ["name", "unit", "measure", "department"]
    list_filter = [("department", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name"]
    fieldsets = [
        (None, {"fields": WHAT}),
        (
            _("評価のしかた（市が決めたときだけ書きます）"),
            {"fields": AIM, "description": _("決まっていないものは空のままにします。")},
        ),
        (_("協働事業の件数との比較"), {"fields": ["counted_form"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_admin_list()

    @admin.display(description=_("施策"), ordering="plan_item__path_code")
    def measure(self, indicator):
        return indicator.plan_item.code

    def has_change_permission(self, request, obj=None):
        """Leave the form to coordinators: departments write values, in the grid."""
        access = access_of(request.user)
        if obj is None:
            return permissions.may_add_any(access, self.model)
        return permissions.may_add(access, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Department:
            kwargs.setdefault("queryset", Department.objects.for_list())
            kwargs.setdefault("form_class", DepartmentChoiceField)
        if db_field.related_model is PlanItem:
            kwargs["queryset"] = PlanItem.objects.measures().for_admin_list()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
