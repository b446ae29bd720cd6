"""The app of 施策評価."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    """Registers the kinds of record of this app."""

    name = "policies"
    verbose_name = _("施策評価")

    def ready(self) -> None:
        """Register the kinds with the funnel, and the 施策 on the page of a project."""
        from kyodo_portal.listing.panels import related_panels
        from policies import area
        from policies.plans.views.panels import items_panel
        from projects.models import Project

        area.register_kinds()
        area.register_staff()
        related_panels.register(Project, items_panel)
