"""What a pledge has to do with the 総合計画 and with 協働事業, in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.base import FunnelAdmin
from pledges.sets.models.link import PolicyLink, ProjectLink


@admin.register(PolicyLink)
class PolicyLinkAdmin(FunnelAdmin):
    """Pledges and the 施策 of the 総合計画, chosen by people."""

    list_display = ["item", "plan_item"]
    list_display_links = ["item", "plan_item"]
    list_select_related = ["item__pledge_set", "plan_item__plan"]
    search_fields = ["item__title", "plan_item__title"]
    search_help_text = _("公約や施策のことばで探します。")
    autocomplete_fields = ["item"]
    fieldsets = [(None, {"fields": ["item", "plan_item"]})]


@admin.register(ProjectLink)
class ProjectLinkAdmin(FunnelAdmin):
    """Pledges and 協働事業, chosen by people."""

    list_display = ["item", "project"]
    list_display_links = ["item", "project"]
    list_select_related = ["item__pledge_set", "project"]
    search_fields = ["item__title", "project__name"]
    search_help_text = _("公約や協働事業のことばで探します。")
    autocomplete_fields = ["item", "project"]
    fieldsets = [(None, {"fields": ["item", "project"]})]
