"""The app of 補助金の交付."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubsidiesConfig(AppConfig):
    """Brings the area 補助金の交付 to the site."""

    name = "tests.fourth_area"
    label = "subsidies"
    verbose_name = _("補助金の交付")

    def ready(self) -> None:
        """Bring the area to the site."""
        from tests.fourth_area import area

        area.register()
