"""Headers that every answer carries, what stands when the database does not, parts in Japanese."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from kyodo_portal.open_data.cross_origin import open_to_every_site
from kyodo_portal.publishing.short_reads import is_unavailable
from kyodo_portal.site.health import alive
from kyodo_portal.site.japanese_parts import mark_japanese
from kyodo_portal.site.log import one_line
from kyodo_portal.site.views.errors import unavailable

logger = logging.getLogger(__name__)
ALIVE = "/healthz"

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
STAFF_PREFIXES = ("/admin/",)


class ResponseHeadersMiddleware:
    """Sets Permissions-Policy; keeps staff pages out of caches and public ones in them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        if request.path.startswith(STAFF_PREFIXES):
            patch_cache_control(response, no_store=True, private=True)
        else:
            self._make_shareable(response)
            open_to_every_site(request, response)
        return response

    def _make_shareable(self, response: HttpResponse) -> None:
        """Drop what would split or spoil a shared cache.

        The address alone chooses the language, and no public page reads a session; but the
        session middleware deletes a cookie that names none, wherever it is sent.
        """
        response.cookies.clear()
        vary = [part.strip() for part in response.get("Vary", "").split(",") if part.strip()]
        kept = [part for part in vary if part.lower() not in {"accept-language", "cookie"}]
        if kept:
            response["Vary"] = ", ".join(kept)
        elif vary:
            del response["Vary"]
        # やさしい日本語 is Japanese to browsers and screen readers.
        if response.get("Content-Language") == "easy":
            response["Content-Language"] = "ja"


class AliveMiddleware:
    """Answers whether the process lives, under any Host, before anything else is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return alive(request) if request.path == ALIVE else self.get_response(request)


class ReadableQueryMiddleware:
    """Refuses a query of more fields than are read at all, before a page or a right is looked up.

    Else the first to ask for a condition would fail, be it the page that says there is no page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.GET.keys()  # reads it: TooManyFieldsSent is answered 400
        return self.get_response(request)


class DatabaseUnavailableMiddleware:
    """Answers 503 where the database is locked, gone or not migrated, and says when to return."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the answer for this one fault, None for any other."""
        if not is_unavailable(error):
            return None
        logger.error("The database cannot answer %s: %s", request.path, one_line(error))
        return unavailable(request)


class JapanesePartsMiddleware:
    """Marks what stays Japanese on the pages of the site in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = not response.streaming and response.get("Content-Type", "").startswith(
            "text/html"
        )
        if is_page and get_language() == "en":
            html = mark_japanese(response.content.decode(response.charset))
            response.content = html.encode(response.charset)
        return response
