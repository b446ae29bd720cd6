"""補助金 in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.base import FunnelAdmin
from kyodo_portal.staff.list_filters import StateFilter
from kyodo_portal.staff.searching import FoldedSearch
from tests.fourth_area.models import Subsidy


@admin.register(Subsidy)
class SubsidyAdmin(FoldedSearch, FunnelAdmin):
    """The form and the list of subsidies."""

    list_display = ["name", "department", "fiscal_year", "amount", "state"]
    list_filter = [StateFilter, "fiscal_year"]
    list_select_related = ["department", "municipality"]
    fieldsets = [(_("交付"), {"fields": ["fiscal_year", "department", "name", "amount"]})]
