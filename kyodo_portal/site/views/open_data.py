"""オープンデータ."""

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from kyodo_portal.listing.public_pages import PublicPageMixin
from kyodo_portal.open_data.catalogue import catalogue


class OpenData(PublicPageMixin, TemplateView):
    """What can be saved, and the data dictionary."""

    template_name = "site/open_data.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            downloads=catalogue.downloads,
            dictionaries=catalogue.dictionaries,
            crumbs=[(_("オープンデータ"), "")],
            **kwargs,
        )
