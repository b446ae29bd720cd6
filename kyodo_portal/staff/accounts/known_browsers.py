"""Browsers in which somebody has logged in before, told by a signed mark.

The mark opens nothing. Tries from such a browser are only counted apart, so that others who
guess at a name, even from the same office, never shut its owner out.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

SALT = "kyodo_portal.staff.accounts.known_browsers"
KEPT = timedelta(days=180)


def known_browser(request: HttpRequest, name: str) -> str:
    """Return the mark's random number if this name was in before in this browser, else ''."""
    mark = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        whose, number = signing.loads(mark, salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError):
        return ""
    return str(number) if whose == _digest(name) else ""


def remember_browser(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    """Mark the browser in which this name has just logged in."""
    number = known_browser(request, name) or secrets.token_urlsafe(12)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([_digest(name), number], salt=SALT),
        max_age=KEPT,
        path="/admin/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _digest(name: str) -> str:
    """Return what stands for a name in the mark, which travels over the wire."""
    return salted_hmac(SALT, name.casefold()).hexdigest()[:20]
