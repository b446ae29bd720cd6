"""Addresses of public pages: complete ones, one spelling of a query, another language.

Every address with scheme and host that the portal writes is made here.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix
from django.utils.encoding import iri_to_uri


def site_address(request: HttpRequest) -> str:
    """Return the site's scheme://host[:port]: SITE_URL, or in a demo the one that was asked.

    Raises DisallowedHost (400) for a host that is not ours, or a port that nothing can have.
    """
    if settings.SITE_URL:
        return str(settings.SITE_URL)
    host = request.get_host()
    try:
        is_port = urlsplit(f"//{host}").port != 0
    except ValueError:
        is_port = False
    if not is_port:
        raise DisallowedHost("The Host header names a port that no server can have.")
    return f"{request.scheme}://{host}"


def absolute_url(request: HttpRequest, path: str) -> str:
    """Return the complete address of a path of this site, which begins with /.

    Raises DisallowedHost (400), see `site_address`.
    """
    return f"{site_address(request)}{iri_to_uri(path)}"


def canonical_query(query: QueryDict, changes: Mapping[str, object] | None = None) -> str:
    """Return `query` with some keys replaced, as `?a=1&b=2`, or "" when nothing is left.

    `changes` maps a key to its new value, to several values (list or tuple), or to None to
    take the key out. Keys are sorted and empty values dropped, so that one set of conditions
    has one address; values of a repeatable key keep their order, each once.
    """
    values: dict[str, list[str]] = {key: list(query.getlist(key)) for key in query}
    for key, value in (changes or {}).items():
        values[key] = _texts(value)
    pairs = [
        (key, text) for key in sorted(values) for text in dict.fromkeys(values[key]) if text != ""
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def without_value(query: QueryDict, key: str, value: object) -> str:
    """Return the canonical query with one value of a repeatable key taken out."""
    return canonical_query(
        query, {key: [text for text in query.getlist(key) if text != str(value)]}
    )


def in_language(path_info: str, code: str) -> str:
    """Return the address of the same public page in the language `code`.

    `path_info` is the path below the script prefix, in any of the site's languages. The
    default language has no prefix.
    """
    prefixes = {name for name, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    first, slash, rest = path_info.lstrip("/").partition("/")
    page = rest if slash and first in prefixes else path_info.lstrip("/")
    prefix = "" if code == settings.LANGUAGE_CODE else f"{code}/"
    return f"{get_script_prefix()}{prefix}{page}"


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(part) for part in value]
    return [str(value)]
