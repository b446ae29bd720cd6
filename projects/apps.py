"""The app of 協働事業."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Registers the kinds of record of this app."""

    name = "projects"
    verbose_name = _("協働事業")

    def ready(self) -> None:
        """Register project, record, partner and form with the funnel."""
        from . import kinds

        kinds.register_kinds()
