"""Answers that are no page: conditions that cannot be read, records that were withdrawn."""

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from kyodo_portal.publishing.public_pages import PublicPageMixin
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.spreadsheets.responses import errors_response, json_response


class UnreadableQuery(BadRequest):
    """Conditions that cannot be read; the form's errors say which, and how to mend them."""

    def __init__(self, form: forms.BaseForm) -> None:
        self.form = form
        super().__init__(str(form.errors))


class ConditionsView(PublicPageMixin, View):
    """A public page with conditions; those that cannot be read are answered 400 with the form.

    A view answers in `answer`, and keeps its valid conditions in `form`.
    """

    kind: str | Promise = ""
    form: forms.BaseForm | None = None

    def get(self, request, *args, **kwargs):
        try:
            return self.answer(request, *args, **kwargs)
        except UnreadableQuery as error:
            return unreadable(request, error.form, [], self.kind)
        except BadRequest as error:
            return unreadable(request, self.form, [str(error)], self.kind)

    def answer(self, request, *args, **kwargs):
        raise NotImplementedError


def wants_json(request: HttpRequest) -> bool:
    """Whether the answer is read by a program."""
    return request.GET.get("format") == "json"


def unreadable(
    request: HttpRequest, form: forms.BaseForm | None, messages: list[str], kind: str | Promise
) -> HttpResponseBase:
    """Answer 400: each condition with its message and what was typed, ready to be mended."""
    if wants_json(request):
        if messages:
            return json_response({"detail": messages[0], "errors": {}}, status=400)
        return errors_response(form.errors if form else {})
    context = {
        "form": form,
        "errors": [{"message": message} for message in messages],
        "kind": kind,
        "action": request.path,
        "crumbs": [(kind, request.path), (_("条件を読み取れません"), "")],
    }
    return render(request, "400.html", context, status=400)


def withdrawn(request: HttpRequest, record: Publishable) -> HttpResponseBase:
    """Answer 410 with the day and the reason, and nothing of the record."""
    assert record.withdrawn_at
    day = timezone.localdate(record.withdrawn_at)
    if wants_json(request):
        reason = {"withdrawn_on": day.isoformat(), "reason": record.withdrawal_reason}
        return json_response({"detail": _("公開を取りやめました。"), **reason}, status=410)
    context = {"withdrawn_on": day, "reason": record.withdrawal_reason}
    return render(request, "410.html", context, status=410)
