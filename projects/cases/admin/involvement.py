"""関わり方 in the admin: the city's own list."""

from django.contrib import admin

from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.own_municipality import OwnMunicipality
from projects.cases.models.involvement import Involvement


@admin.register(Involvement)
class InvolvementAdmin(OwnMunicipality, FunnelAdmin):
    """The levels at which citizens and city work together, in the city's order."""

    list_display = ["name", "municipality", "sort_order"]
    list_select_related = ["municipality"]
    fieldsets = [(None, {"fields": ["municipality", "name", "sort_order"]})]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
