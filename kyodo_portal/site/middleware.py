"""Headers that every answer carries, one that public answers must not, and parts in Japanese."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from kyodo_portal.site.japanese_parts import mark_japanese

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
