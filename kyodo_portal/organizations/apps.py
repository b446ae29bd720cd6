"""The app of municipalities, departments and the people who work in them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    """Registers the kinds of record of this app."""

    name = "kyodo_portal.organizations"
    label = "organizations"
    verbose_name = _("組織と担当者")

    def ready(self) -> None:
        """Register municipality, department and membership with the funnel."""
        from kyodo_portal.organizations import rules as types

        types.register_record_types()
