"""What every public page has in common: no session, no user, and an ETag.

A public page is a function of the release, the data version, the language, the site's address
and the canonical query; so that is its ETag, and If-None-Match is answered after one small query.
Of a query only what the page knows reaches it: no link and no ETag holds anything else.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from typing import Any, ClassVar, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition
from django.views.generic import View

from kyodo_portal.listing.addresses import canonical_query, site_address
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.parameters import keep_known_parameters
from kyodo_portal.publishing.models import DataVersion
from kyodo_portal.publishing.short_reads import short_reads

# Caches may keep a page, and must ask whether it still holds.
FRESHNESS = {"public": True, "max_age": 0, "must_revalidate": True}


def etag_of(request: HttpRequest, *_args: Any, **_kwargs: Any) -> str:
    """Return the ETag of a public page or file, one query."""
    return _etag(request, DataVersion.current())


def fixed_etag_of(request: HttpRequest, *_args: Any, **_kwargs: Any) -> str:
    """Return the ETag of a page that shows no data, without a query."""
    return _etag(request, 0)


def _etag(request: HttpRequest, data_version: int) -> str:
    parts = [
        settings.RELEASE,
        settings.SITE_OFFICIAL_NAME,
        data_version,
        get_language(),
        site_address(request),
        request.path,
        # Only the API's description comes in two formats.
        request.headers.get("Accept", "") if request.path.endswith("/schema/") else "",
        canonical_query(request.GET),
    ]
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def public_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make a view answer 304 where the page still holds, and let caches keep it."""

    def cacheable(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: Any = view(request, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()  # here, while reads are short; later nobody would notice
        return cast("HttpResponseBase", response)

    conditional: Any = condition(etag_func=etag_of)(cacheable)

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # * stands for whatever exists, and only the view knows what does.
        if request.META.get("HTTP_IF_NONE_MATCH", "").strip() == "*":
            del request.META["HTTP_IF_NONE_MATCH"]
        with short_reads():
            return _with_freshness(conditional(request, *args, **kwargs))

    return answered


def fixed_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make a view that needs no data a public page: it stands while the database does not."""
    conditional: Any = condition(etag_func=fixed_etag_of)(view)

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _with_freshness(conditional(request, *args, **kwargs))

    return answered


def _with_freshness(response: Any) -> HttpResponseBase:
    """Let caches keep an answer, 304 too: they take its headers for those of what they hold."""
    patch_cache_control(response, **FRESHNESS)  # streams have headers, too
    return cast("HttpResponseBase", response)


class FixedPageMixin:
    """A class-based view without data as a public page: GET and HEAD only, no query."""

    http_method_names: Sequence[str] = ["get", "head", "options"]

    @method_decorator(csrf_exempt)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, or say that what the reader has still holds."""
        keep_known_parameters(request, None, ())
        return self._answer(request, *args, **kwargs)

    @method_decorator(fixed_page)
    def _answer(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return cast("View", super()).dispatch(*args, **kwargs)


class PublicPageMixin:
    """A class-based view as a public page: GET and HEAD only.

    filterset: the conditions that its query may name; parameters: all other names it knows.
    """

    http_method_names: Sequence[str] = ["get", "head", "options"]
    filterset: ClassVar[type[PublicFilter] | None] = None
    parameters: ClassVar[Collection[str]] = ()

    # It reads only: what is no GET gets 405 with what is allowed, not a word about tokens.
    @method_decorator(csrf_exempt)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, or say that what the reader has still holds."""
        keep_known_parameters(request, self.filterset, self.parameters)
        return self._answer(request, *args, **kwargs)

    @method_decorator(public_page)
    def _answer(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # View is the other base of each class that mixes this in.
        return cast("View", super()).dispatch(*args, **kwargs)
