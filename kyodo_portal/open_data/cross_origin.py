"""Open data are open to pages of every site: what a browser must be told for that (CORS)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kyodo_portal.listing.parameters import FORMAT

# There is no session and no cookie to misuse: whoever may read may read from anywhere.
EVERY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition, Retry-After",
}
# What a browser asks before it sends a condition such as If-None-Match.
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def open_to_every_site(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell browsers that pages of any site may read this answer, if it is API or file.

    Whatever its status: 304 and refusals are answers, too.
    """
    if not request.path_info.startswith("/api/") and FORMAT not in request.GET:
        return
    for name, value in EVERY_SITE.items():
        response.headers[name] = value
    if request.method == "OPTIONS":
        for name, value in PREFLIGHT.items():
            response.headers[name] = value
