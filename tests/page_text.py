"""A page's source without the white space that only lays out the templates."""

import re

from django.http import HttpResponse


def page_text(response: HttpResponse) -> str:
    """Return the source with single spaces, and none beside a tag."""
    return re.sub(r"\s*(<[^>]*?)\s*>\s*", r"\1>", " ".join(response.content.decode().split()))
