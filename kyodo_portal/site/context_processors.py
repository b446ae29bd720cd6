"""What every public page knows of the site: its name, its menu, its languages.

No query, no session, no user: a public page is a function of its address and its data.
The areas bring their entries of menu and footer (`listing/navigation.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.addresses import canonical_query, in_language
from kyodo_portal.listing.navigation import Entry, FooterGroup, navigation
from kyodo_portal.text import Label


@dataclass(frozen=True)
class Link:
    """An entry as this page shows it; `is_current` for the page itself and what lies below."""

    label: Label
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class LinkGroup:
    """A column of the footer."""

    title: Label
    links: list[Link]


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language. `lang` is the language of the words and of the page."""

    name: str
    lang: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Site:
    """The template variable `site`."""

    name: Label
    official_name: str
    is_sample: bool
    search_url: str
    navigation: list[Link]
    footer: list[LinkGroup]
    languages: list[LanguageLink]


# Each language by its own name, with the code browsers know (やさしい日本語 is Japanese).
LANGUAGES = (("ja", "日本語", "ja"), ("en", "English", "en"), ("easy", "やさしい日本語", "ja"))


def site(request: HttpRequest) -> dict[str, Site]:
    """Return the context variable `site` of one request."""
    return {"site": site_of(request)}


def site_of(request: HttpRequest | None) -> Site:
    """Return what a page shows of the site; without a request, as on the home page.

    The page of a server error is rendered without one.
    """
    path = request.path if request else ""
    return Site(
        name=settings.SITE_OFFICIAL_NAME or _("協働ポータル"),
        official_name=settings.SITE_OFFICIAL_NAME,
        is_sample=not settings.SITE_OFFICIAL_NAME,
        search_url=reverse("projects:list"),
        navigation=_links(navigation.menu, path),
        footer=[
            LinkGroup(group.value, _links(navigation.footer[group], path)) for group in FooterGroup
        ],
        languages=_languages(request),
    )


def _links(entries: Sequence[Entry], path: str) -> list[Link]:
    """Give each entry its address; current is the longest under which the page lies."""
    urls = [reverse(entry.url_name) for entry in entries]
    current = max((url for url in urls if path.startswith(url)), key=len, default="")
    return [
        Link(entry.label, url, url == current) for entry, url in zip(entries, urls, strict=True)
    ]


def _languages(request: HttpRequest | None) -> list[LanguageLink]:
    path, query = ("/", "")
    if request:
        path = request.path_info
        # Where there is no page, no name of the query means anything.
        query = canonical_query(request.GET) if request.resolver_match else ""
    active = get_language() or settings.LANGUAGE_CODE
    return [
        LanguageLink(name, lang, quote(in_language(path, code)) + query, code == active)
        for code, name, lang in LANGUAGES
    ]
