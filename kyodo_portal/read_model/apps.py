"""The app that holds what reads are answered from."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadModelConfig(AppConfig):
    """Holds the search rows, which follow every write of the funnel.

    The label is the older one: tables and applied migrations go by it.
    """

    name = "kyodo_portal.read_model"
    label = "search"
    verbose_name = _("検索")

    def ready(self) -> None:
        """Follow every write of the funnel."""
        from kyodo_portal.publishing.listeners import listeners
        from kyodo_portal.read_model import search_rows

        listeners.written.append(search_rows.refresh)
        listeners.deleted.append(search_rows.forget)
