"""The first page."""

from django.views.generic import TemplateView

from kyodo_portal.listing.public_pages import PublicPageMixin
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.site.home import home_page


class Home(PublicPageMixin, TemplateView):
    """Search, figures, ways in, years, news."""

    template_name = "site/home.html"

    def get_context_data(self, **kwargs):
        municipalities = Municipality.objects.for_list()
        return super().get_context_data(home=home_page(municipalities), **kwargs)
