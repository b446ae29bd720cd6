"""自治体 in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import Municipality
from kyodo_portal.organizations.validators import NOT_SIX_DIGITS
from kyodo_portal.publishing.admin.base import FunnelAdmin


@admin.register(Municipality)
class MunicipalityAdmin(FunnelAdmin):
    """The operator admits municipalities; their administrators keep them up."""

    lengths = {"code": NOT_SIX_DIGITS}
    list_display = ["name", "code", "website"]
    search_fields = ["code", "name", "name_kana"]
    fieldsets = [
        (None, {"fields": ["code", "name", "name_kana", "name_english"]}),
        (_("公開ページに出すもの"), {"fields": ["website"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
