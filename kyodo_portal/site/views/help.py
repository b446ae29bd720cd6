"""使い方 and アクセシビリティ方針."""

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from kyodo_portal.listing.public_pages import FixedPageMixin


class Help(FixedPageMixin, TemplateView):
    """How to search, what the kinds of empty mean, how figures are made."""

    template_name = "site/help.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=[(_("使い方"), "")], **kwargs)


class Accessibility(FixedPageMixin, TemplateView):
    """What the site aims at, and that nothing has been certified."""

    template_name = "site/accessibility.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=[(_("アクセシビリティ方針"), "")], **kwargs)
