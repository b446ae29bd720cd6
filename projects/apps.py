"""The app of 協働事業."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Brings the area 協働事業 to the site."""

    name = "projects"
    verbose_name = _("協働事業")

    def ready(self) -> None:
        """Bring the area to the site."""
        from projects import area

        area.register()
