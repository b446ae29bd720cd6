"""A page's source without the white space that only lays out the templates."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import groupby
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse


def page_text(response: HttpResponse) -> str:
    """Return the source with single spaces, and none beside a tag."""
    return re.sub(r"\s*(<[^>]*?)\s*>\s*", r"\1>", " ".join(response.content.decode().split()))


def text_of(source: str) -> str:
    """Return what a reader sees of HTML: words with single spaces, no tags, no title."""
    body = source.partition("</head>")[2] or source
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def of_each_shape(links: Iterable[str], most: int) -> list[str]:
    """Return the first `most` of the links that have their path and the names of their query alike."""
    return [
        link
        for _, alike in groupby(sorted(links, key=_shape), key=_shape)
        for link in list(alike)[:most]
    ]


def _shape(link: str) -> tuple[str, list[str]]:
    parts = urlsplit(unescape(link))
    return parts.path, sorted(parse_qs(parts.query))
