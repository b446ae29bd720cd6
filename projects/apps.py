"""The app of 協働事業."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Registers the kinds of record of this app."""

    name = "projects"
    verbose_name = _("協働事業")

    def ready(self) -> None:
        """Register project, record, partner, form, case sheet and review with the funnel."""
        from projects import area
        from projects.cases import rules as case_kinds
        from projects.reviews import rules as review_kinds

        area.register_kinds()
        area.register_staff()
        case_kinds.register_kinds()
        review_kinds.register_kinds()
