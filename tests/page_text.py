"""A page's source without the white space that only lays out the templates."""

import re
from html import unescape

from django.http import HttpResponse


def page_text(response: HttpResponse) -> str:
    """Return the source with single spaces, and none beside a tag."""
    return re.sub(r"\s*(<[^>]*?)\s*>\s*", r"\1>", " ".join(response.content.decode().split()))


def text_of(source: str) -> str:
    """Return what a reader sees of HTML: words with single spaces, no tags, no title."""
    body = source.partition("</head>")[2] or source
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
