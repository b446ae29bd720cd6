"""The app of 施策評価."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    """Brings the area 施策評価 to the site."""

    name = "policies"
    verbose_name = _("施策評価")

    def ready(self) -> None:
        """Bring the area to the site."""
        from policies import area

        area.register()
