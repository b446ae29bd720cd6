"""Addresses: stable, since bookmarks and other systems depend on them.

Public pages stand without prefix in Japanese, under /en/ in English and under /easy/ in
やさしい日本語; everything else has one address.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from kyodo_portal.publishing.areas import areas
from kyodo_portal.site import health

urlpatterns = [
    path("admin/", admin.site.urls),
    # The one name under which allauth itself looks for an address of its own.
    path("admin/login/", admin.site.login, name="account_login"),
    path("api/v1/", include("kyodo_portal.api_urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    *i18n_patterns(
        *(path("", include(area.urls)) for area in areas),
        path("", include("kyodo_portal.site.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "kyodo_portal.site.views.errors.bad_request"
handler403 = "kyodo_portal.site.views.errors.forbidden"
handler404 = "kyodo_portal.site.views.errors.not_found"
handler500 = "kyodo_portal.site.views.errors.server_error"
