"""自治体: what the site holds of one city."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from kyodo_portal.listing.public_pages import PublicPageMixin
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.site.organizations.municipality_page import municipality_page


class MunicipalityDetail(PublicPageMixin, TemplateView):
    """Editions, departments, records and forms of one municipality."""

    template_name = "site/organizations/municipality.html"

    def get_context_data(self, code, **kwargs):
        municipality = get_object_or_404(Municipality, code=code)
        return super().get_context_data(
            page=municipality_page(municipality), crumbs=[(str(municipality), "")], **kwargs
        )
