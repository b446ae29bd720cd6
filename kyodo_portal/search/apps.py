"""The app that finds records by their words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Holds the search rows, which the funnel keeps."""

    name = "kyodo_portal.search"
    label = "search"
    verbose_name = _("検索")
