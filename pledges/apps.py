"""The app of 市長公約."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PledgesConfig(AppConfig):
    """Registers the kinds of record of this app."""

    name = "pledges"
    verbose_name = _("市長公約")

    def ready(self) -> None:
        """Register the kinds with the funnel, and the pledges on pages of 施策 and projects."""
        from kyodo_portal.listing.panels import related_panels
        from kyodo_portal.organizations.models import Department
        from pledges import area
        from pledges.reports.views.panels import department_panel, plan_item_panel, project_panel
        from policies.models import PlanItem
        from projects.models import Project

        area.register_kinds()
        area.register_staff()
        related_panels.register(Department, department_panel)
        related_panels.register(Project, project_panel)
        related_panels.register(PlanItem, plan_item_panel)
