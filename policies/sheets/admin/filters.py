"""The filters of the sheets' list, each limited to what the user may see."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import Department
from kyodo_portal.staff.list_filters import IdFilter


class SectionDepartmentFilter(IdFilter):
    """担当課: the departments that write on a sheet."""

    title = _("担当課")
    parameter_name = "department"
    lookup = "sections__department"
    related = staticmethod(Department.objects.for_list)

    def queryset(self, request, queryset):
        department = self.number()
        return queryset if department is None else queryset.of_departments([department])


class WaitingFilter(admin.SimpleListFilter):
    """Whether a department has still to confirm its part."""

    title = _("確認")
    parameter_name = "confirmed"

    def lookups(self, request, model_admin):
        return [("no", _("要確認あり")), ("yes", _("全部確認済み"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in {"no", "yes"}:
            raise IncorrectLookupParameters
        return queryset.waiting() if self.value() == "no" else queryset.confirmed()
