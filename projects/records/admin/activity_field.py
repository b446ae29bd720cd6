"""活動分野 in the admin: the fields of the city's guideline."""

from django.contrib import admin

from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.own_municipality import OwnMunicipality
from projects.records.models.activity_field import ActivityField


@admin.register(ActivityField)
class ActivityFieldAdmin(OwnMunicipality, FunnelAdmin):
    """The fields in their groups, in the guideline's order."""

    list_display = ["name", "group", "municipality", "sort_order"]
    list_select_related = ["municipality"]
    fieldsets = [(None, {"fields": ["municipality", "name", "group", "sort_order"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
