"""Small files that browsers and search engines ask for by themselves."""

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

# A sample is no source of information: nobody shall find it in the place of the city's site.
SAMPLE = "User-agent: *\nDisallow: /\n"
OFFICIAL = "User-agent: *\nDisallow: /admin/\n"


@require_safe
def robots(request):
    text = OFFICIAL if settings.SITE_OFFICIAL_NAME else SAMPLE
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request):
    return HttpResponsePermanentRedirect(static("kyodo_portal/images/favicon.svg"))
