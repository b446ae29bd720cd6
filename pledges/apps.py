"""The app of 市長公約."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PledgesConfig(AppConfig):
    """Brings the area 市長公約 to the site."""

    name = "pledges"
    verbose_name = _("市長公約")

    def ready(self) -> None:
        """Bring the area to the site."""
        from pledges import area

        area.register()
