"""The app of 協働事業."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Registers the kinds of record of this app."""

    name = "projects"
    verbose_name = _("協働事業")

    def ready(self) -> None:
        """Register project, record, partner, form, case sheet and review with the funnel."""
        from . import case_kinds, kinds, review_kinds

        kinds.register_kinds()
        case_kinds.register_kinds()
        review_kinds.register_kinds()
