"""A form that could not be taken: what was typed comes back, to be sent again or copied.

A login that has ended, a form whose token is no longer good, a record that is gone: none of them
may cost anybody's text. With scripts the browser asks before it sends; this is for the rest.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

# What belongs to the form, not to its reader.
NOT_SHOWN = ("csrfmiddlewaretoken", "expected_version", "merge")
# The one-time token of a form, see `sent_once.py`.
ONCE_TOKEN = "once_token"  # noqa: S105 (a field's name)
NOT_KEPT = ("password", "csrfmiddlewaretoken", ONCE_TOKEN)
ONE_LINE = 60


@dataclass(frozen=True)
class SentField:
    """One value of a form as it came: its name and words for it, whether a reader needs it."""

    name: str
    label: str
    value: str
    is_shown: bool

    @property
    def is_long(self) -> bool:
        """Whether the text needs more than a line."""
        return len(self.value) > ONE_LINE or "\n" in self.value


def sent_fields(request: HttpRequest) -> list[SentField]:
    """Return what came with a form, in its order, without passwords and tokens."""
    labels = _labels(request)
    return [
        SentField(name, labels.get(name, name), value, is_shown=_is_text(name, value))
        for name, values in request.POST.lists()
        if not any(part in name for part in NOT_KEPT)
        for value in map(str, values)
    ]


def _labels(request: HttpRequest) -> dict[str, str]:
    """Return the names of the fields of the model whose form was sent, as far as that is known."""
    match = request.resolver_match
    for model in admin.site._registry:  # noqa: SLF001 (Django has no other list of them)
        meta = model._meta
        if match and match.url_name in {
            f"{meta.app_label}_{meta.model_name}_{page}" for page in ("add", "change")
        }:
            fields = [*meta.concrete_fields, *meta.many_to_many]
            return {field.name: str(field.verbose_name) for field in fields}
    return {}


def _is_text(name: str, value: str) -> bool:
    is_management = name.endswith(("_FORMS", "-id")) or name.startswith(("_", "merge_"))
    is_management = is_management or name in NOT_SHOWN
    return bool(value.strip()) and not is_management


def may_be_sent_again(request: HttpRequest) -> bool:
    """Whether a form with text was sent by a page of this site: no other site's is handed on."""
    if request.method != "POST" or not request.path.startswith(reverse("admin:index")):
        return False
    origin = urlsplit(request.headers.get("Origin", ""))
    return origin.netloc == request.get_host() and any(
        field.is_shown for field in sent_fields(request)
    )


def resend_page(
    request: HttpRequest,
    reason: str,
    *,
    status: int,
    once_token: str = "",
    stored_at: str = "",
) -> HttpResponse:
    """Return the page with what was typed.

    reason: `login`, `token`, `gone` or `other` (than what the form has stored already): what the
    page says and offers. status: of the answer. once_token: a new one; without it the form keeps
    its own, since nothing was stored. stored_at: where that is which was stored.
    """
    login = f"{reverse('admin:login')}?{urlencode({'next': reverse('admin:index')})}"
    context = {
        "reason": reason,
        "fields": sent_fields(request),
        "login_url": login,
        "once_token": once_token or request.POST.get(ONCE_TOKEN, ""),
        "stored_at": stored_at,
    }
    return render(request, "admin/publishing/resend.html", context, status=status)
