"""A form that is sent twice is stored once; the second sending gets the first one's page.

Every form of the staff carries a one-time token. It is used up in the transaction of the write
that it belongs to: of two sendings at one moment the second waits for the first. A form that was
refused has not used it. A form without a token is stored as it comes: one that was opened before
there were any, or that a program sends.
"""

import json
import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing.models import SentForm
from kyodo_portal.publishing.resending import ONCE_TOKEN, resend_page

TOKEN = re.compile(r"[\w-]{22}", re.ASCII)
# Longer than a form stays open: a login ends after hours, what a browser keeps after a week.
DAYS_KEPT = 7
POPUP_DATA = "popup_response_data"


def new_token() -> str:
    """Return a token that no other form has."""
    return secrets.token_urlsafe(16)


def stored_once(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view of the staff answer the second sending of a form as it answered the first."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        token = request.POST.get(ONCE_TOKEN, "") if request.method == "POST" else ""
        if not TOKEN.fullmatch(token):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            first, is_new = _first_of(request, token)
            if not is_new:
                return _answered_again(request, first)
            known = len(messages.get_messages(request))
            response = view(request, *args, **kwargs)
            _remember(first, response, _told(request)[known:])
            return response

    return answered


def _first_of(request: HttpRequest, token: str) -> tuple[SentForm, bool]:
    """Return the first form sent with a token and whether this is it; waits for one under way."""
    user = cast("User", request.user)  # the site has let nobody else in
    now = timezone.now()
    sent = SentForm(user=user, token=token, digest=digest_of(request), sent_at=now)
    try:
        with transaction.atomic():
            sent.save(force_insert=True)
    except IntegrityError:
        return SentForm.objects.get(user=user, token=token), False
    # Here, since only who sends forms has any.
    old = now - timedelta(days=DAYS_KEPT)
    SentForm.objects.filter(user=user, sent_at__lt=old).delete()
    return sent, True


def digest_of(request: HttpRequest) -> str:
    """Return what two sendings of the same content have alike, whichever button was pressed.

    It is keyed and holds no password: nothing that was typed can be found out from it.
    """
    content = sorted(
        (name, values)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", ONCE_TOKEN}
        and "password" not in name
        and not name.startswith("_")
    )
    text = json.dumps([request.path, content])
    return salted_hmac(__name__, text, algorithm="sha256").hexdigest()


def _told(request: HttpRequest) -> list[Any]:
    """Return the messages that the next page will show, and leave them there."""
    storage: Any = messages.get_messages(request)
    told = list(storage)
    storage.used = False
    for one in told:
        # Only new ones are made plain texts when they are stored; looking made these old ones.
        one.message = str(one.message)
    return told


def _remember(sent: SentForm, response: Any, told: list[Any]) -> None:
    """Keep how a form was answered that was stored; one that was not has not used its token."""
    popup_data = (getattr(response, "context_data", None) or {}).get(POPUP_DATA, "")
    is_refused = told and not any(message.level == messages.SUCCESS for message in told)
    if is_refused or not (popup_data or isinstance(response, HttpResponseRedirect)):
        sent.delete()
        return
    sent.location = response.get("Location", "")
    sent.popup_data = popup_data
    sent.messages = [
        [one.level, one.message, isinstance(one.message, SafeString), one.extra_tags or ""]
        for one in told
    ]
    sent.save(update_fields=["location", "popup_data", "messages"])


def _answered_again(request: HttpRequest, first: SentForm) -> HttpResponse:
    """Answer as the first sending was; other content comes back, to be looked at."""
    if first.digest != digest_of(request):
        return resend_page(
            request, "other", status=409, once_token=new_token(), stored_at=first.location
        )
    shown = {str(message) for message in _told(request)}
    for level, text, is_safe, tags in first.messages:
        if text not in shown:
            # Safe it was made by the code that wrote it, not by who sent the form.
            words = mark_safe(text) if is_safe else text  # noqa: S308
            messages.add_message(request, level, words, tags)
    messages.info(request, _("同じ内容が2回送られましたが、保存は1回だけです。"))
    if first.popup_data:
        context = {POPUP_DATA: first.popup_data}
        return TemplateResponse(request, "admin/popup_response.html", context)
    return HttpResponseRedirect(first.location)
