"""The site: home, departments, help, and the demo."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """The only part that may import every app."""

    name = "kyodo_portal.site"
    label = "site"
    verbose_name = _("サイト")

    def ready(self) -> None:
        """Bring the site's own pages to menu, footer and open data."""
        from kyodo_portal.site import checks, own_pages  # noqa: F401 (checks register themselves)

        own_pages.register()
