"""施策と協働事業の関連 in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.admin.base import FunnelAdmin
from policies.plans.models.link import ProjectLink
from policies.plans.models.plan import PlanItem
from projects.models import Project


@admin.register(ProjectLink)
class ProjectLinkAdmin(FunnelAdmin):
    """Which projects serve which 施策. Most are made from the suggestions of a 施策's own page."""

    list_display = ["measure", "project"]
    list_display_links = ["measure", "project"]
    list_select_related = ["plan_item__plan", "project"]
    search_fields = ["plan_item__code", "project__name"]
    fieldsets = [(None, {"fields": ["plan_item", "project"]})]

    @admin.display(description=_("施策"), ordering="plan_item__path_code")
    def measure(self, link):
        return str(link.plan_item)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is PlanItem:
            kwargs["queryset"] = PlanItem.objects.for_admin_list()
        if db_field.related_model is Project:
            kwargs["queryset"] = Project.objects.filter(merged_into__isnull=True).order_by("code")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
