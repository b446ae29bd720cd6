"""部署 in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.admin.base import FunnelAdmin


@admin.register(Department)
class DepartmentAdmin(FunnelAdmin):
    """Departments in 建制順. A reorganisation ends one and names its successors."""

    list_display = ["name", "parent", "municipality", "valid_from", "valid_to", "telephone"]
    list_filter = [("municipality", admin.RelatedOnlyFieldListFilter), "valid_from", "valid_to"]
    search_fields = ["name", "name_kana", "name_english"]
    autocomplete_fields = ["parent", "successors"]
    fieldsets = [
        (None, {"fields": ["municipality", "parent", "name", "name_kana", "name_english"]}),
        (_("並び順と年度"), {"fields": ["sort_order", "valid_from", "valid_to", "successors"]}),
        (_("お問い合わせ先"), {"fields": ["telephone", "email", "contact_url", "hours"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
