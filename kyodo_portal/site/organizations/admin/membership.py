"""担当 in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.models import Membership
from kyodo_portal.publishing.admin.base import FunnelAdmin


@admin.register(Membership)
class MembershipAdmin(FunnelAdmin):
    """Who does what. The operator gives a person the first 担当 in a municipality."""

    has_personal_data = True
    list_display = ["user", "role", "area", "department", "municipality"]
    list_filter = [("municipality", admin.RelatedOnlyFieldListFilter), "role", "area"]
    search_fields = ["user__username", "user__last_name", "user__first_name", "department__name"]
    autocomplete_fields = ["department"]
    fieldsets = [
        (
            None,
            {
                "fields": ["user", "municipality", "role", "area", "department"],
                "description": _(
                    "利用者には、この自治体の担当をもう持っている人だけが出ます。"
                    "新しい人の最初の担当は、ポータルの運営者が登録します。"
                ),
            },
        )
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
