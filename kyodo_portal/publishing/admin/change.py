"""変更履歴 in the admin: to be read only."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Min, Q
from django.http import HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kyodo_portal.fiscal_years import (
    first_day,
    fiscal_year_of,
    format_fiscal_year_in_both,
    last_day,
)
from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing.admin.safe_keys import SafeKeysList
from kyodo_portal.publishing.differences import differences
from kyodo_portal.publishing.models.change import Change
from kyodo_portal.publishing.registry import model_of, record_models


def readable_changes(access):
    """Return which changes somebody may read.

    An administrator those of the municipality, a coordinator those of the own area.
    """
    readable = Q(pk__in=[])
    for membership in access.memberships:
        if membership.role == Role.ADMINISTRATOR:
            readable |= Q(municipality_id=membership.municipality_id)
        elif membership.role == Role.COORDINATOR:
            readable |= Q(municipality_id=membership.municipality_id, area=membership.area)
    return readable


class KindFilter(admin.SimpleListFilter):
    """By what was changed."""

    title = _("種類")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(model._meta.label_lower, model._meta.verbose_name) for model in record_models()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class FiscalYearFilter(admin.SimpleListFilter):
    """By the fiscal year in which the change was made."""

    title = _("変更した年度")
    parameter_name = "fiscal_year"

    def lookups(self, request, model_admin):
        span = model_admin.get_queryset(request).aggregate(first=Min("at"), last=Max("at"))
        if span["first"] is None:
            return []
        first, last = (fiscal_year_of(localdate(span[end])) for end in ("first", "last"))
        return [
            (str(year), format_fiscal_year_in_both(year)) for year in range(last, first - 1, -1)
        ]

    def queryset(self, request, queryset):
        # Only a year that was offered: anything else is ignored, as the stock filters do.
        if self.value() not in dict(self.lookup_choices):
            return queryset
        year = int(self.value())
        return queryset.filter(at__date__gte=first_day(year), at__date__lte=last_day(year))


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):
    """Who changed what, when and why. Nobody changes it."""

    list_display = ["at", "title", "kind_name", "action", "channel", "by", "reason"]
    list_display_links = ["title"]
    list_filter = [FiscalYearFilter, KindFilter, "channel", "action"]
    list_select_related = ["by", "municipality"]
    search_fields = ["title", "reason"]
    list_per_page = 50
    show_full_result_count = False
    actions = None

    @admin.display(description=_("種類"))
    def kind_name(self, change):
        return model_of(change.kind)._meta.verbose_name

    def has_module_permission(self, request):
        access = access_of(request.user)
        readers = {Role.ADMINISTRATOR, Role.COORDINATOR}
        return access.is_operator or any(m.role in readers for m in access.memberships)

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        access = access_of(request.user)
        return rows if access.is_operator else rows.filter(readable_changes(access))

    def get_changelist(self, request, **kwargs):
        return SafeKeysList

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        change = self.get_object(request, unquote(object_id))
        if change is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        model = model_of(change.kind)
        context = {
            **self.admin_site.each_context(request),
            "title": _("変更履歴：%(title)s") % {"title": change.title},
            "change": change,
            "rows": differences(model, change.before, change.after),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/publishing/change.html", context)

    def history_view(self, request, object_id, extra_context=None):
        """A change has no history of its own."""
        raise PermissionDenied
