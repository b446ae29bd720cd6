"""部署 in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import Department
from kyodo_portal.organizations.validators import NO_TELEPHONE
from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.publishing.admin.written_years import FiscalYearValues, fiscal_year_column


@admin.register(Department)
class DepartmentAdmin(FunnelAdmin):
    """Departments in 建制順. A reorganisation ends one and names its successors."""

    lengths = {"telephone": NO_TELEPHONE}
    fiscal_years = {
        "valid_from": _("例：R7、令和7年度、2025。分からないときは空のままにします。"),
        "valid_to": _("例：R7、令和7年度、2025。いまもあるときは空のままにします。"),
    }
    list_display = ["name", "parent", "municipality", "begins", "ends", "telephone"]
    list_filter = [
        ("municipality", admin.RelatedOnlyFieldListFilter),
        ("valid_from", FiscalYearValues),
        ("valid_to", FiscalYearValues),
    ]
    search_fields = ["name", "name_kana", "name_english"]
    autocomplete_fields = ["parent", "successors"]
    fieldsets = [
        (None, {"fields": ["municipality", "parent", "name", "name_kana", "name_english"]}),
        (_("並び順と年度"), {"fields": ["sort_order", "valid_from", "valid_to", "successors"]}),
        (_("お問い合わせ先"), {"fields": ["telephone", "email", "contact_url", "hours"]}),
    ]

    begins = fiscal_year_column("valid_from", _("はじまりの年度"))
    ends = fiscal_year_column("valid_to", _("おわりの年度"))

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
