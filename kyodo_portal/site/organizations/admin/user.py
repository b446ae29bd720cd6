"""利用者 in the admin: the operator's business. One's own password everybody changes."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import User
from kyodo_portal.publishing.admin.safe_keys import SafeKeysList

# What one may do follows from memberships: groups and permissions would mislead.
admin.site.unregister(Group)
# Nobody logs in or gets a password by mail: the library's list of addresses stays empty.
admin.site.unregister(EmailAddress)


@admin.register(User)
class UserAdmin(StockUserAdmin):
    """Accounts. They are closed, never deleted: history names them."""

    list_display = [
        "username",
        "last_name",
        "first_name",
        "is_active",
        "is_superuser",
        "last_login",
    ]
    list_filter = ["is_active", "is_superuser"]
    list_per_page = 50
    show_full_result_count = False
    actions = None
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("名前とメール"), {"fields": ["last_name", "first_name", "email"]}),
        (
            _("できること"),
            {
                "fields": ["is_active", "is_staff", "is_superuser"],
                "description": _("記録を入力・公開できる範囲は「担当」で決まります。"),
            },
        ),
        (_("記録"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "last_name",
                    "first_name",
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        )
    ]

    def get_changelist(self, request, **kwargs):
        return SafeKeysList

    def has_module_permission(self, request):
        return access_of(request.user).is_operator

    def has_view_permission(self, request, obj=None):
        return access_of(request.user).is_operator

    def has_add_permission(self, request):
        return access_of(request.user).is_operator

    def has_change_permission(self, request, obj=None):
        return access_of(request.user).is_operator

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Let a new person into the admin; the memberships say what there is to do."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None
