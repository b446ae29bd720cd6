"""The app that keeps every record's state, history and version."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Registers the kinds of record that this app itself owns."""

    name = "kyodo_portal.publishing"
    label = "publishing"
    verbose_name = _("公開と履歴")

    def ready(self) -> None:
        """Register the edition and the correction request with the funnel."""
        from kyodo_portal.publishing import rules as types

        types.register_record_types()
