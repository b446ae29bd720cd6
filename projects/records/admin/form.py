"""協働の形態 in the admin: the city's own list."""

from django.contrib import admin

from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.own_municipality import OwnMunicipality
from projects.records.models.form import CollaborationForm


@admin.register(CollaborationForm)
class CollaborationFormAdmin(OwnMunicipality, FunnelAdmin):
    """The forms of collaboration with their definitions, in the city's order."""

    list_display = ["name", "common_code", "municipality", "sort_order"]
    list_select_related = ["municipality"]
    fieldsets = [
        (
            None,
            {"fields": ["municipality", "name", "definition", "common_code", "sort_order"]},
        )
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
