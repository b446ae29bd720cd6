"""The app that keeps every record's state, history and version."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Refuses to start with a model of which the funnel does not know enough."""

    name = "kyodo_portal.publishing"
    label = "publishing"
    verbose_name = _("公開と履歴")

    def ready(self) -> None:
        """Look at every model whose records the funnel writes; all are loaded by now."""
        from kyodo_portal.publishing import registry

        registry.check_facts(registry.record_models())
