"""The base of public pages with conditions, and how refusals and withdrawn records are answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from kyodo_portal.listing.public_pages import PublicPageMixin
from kyodo_portal.publishing.publishable import Publishable
from kyodo_portal.text import Label


def json_response(data: Mapping[str, Any], status: int = 200) -> JsonResponse:
    """Return readable JSON, Japanese unescaped."""
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


def errors_response(errors: Mapping[str, Sequence[Any]]) -> JsonResponse:
    """Return 400 with a message for each condition that cannot be read."""
    return json_response(
        {
            "detail": _("条件を直してください。"),
            "errors": {name: [str(message) for message in errors[name]] for name in errors},
        },
        status=400,
    )


class InvalidQuery(BadRequest):
    """Conditions that cannot be read; the form's errors say which, and how to mend them."""

    def __init__(self, form: forms.BaseForm) -> None:
        self.form = form
        super().__init__(str(form.errors))


class FilteredView(PublicPageMixin, View):
    """A public page with conditions; those that cannot be read are answered 400 with the form.

    A view says which parameters it knows, answers in `respond`, and takes its conditions from
    `valid`.
    """

    heading: Label = ""
    form: forms.BaseForm | None = None

    def get(self, request, *args, **kwargs):
        try:
            return self.respond(request, *args, **kwargs)
        except InvalidQuery as error:
            return unreadable(request, error.form, [], self.heading)
        except BadRequest as error:
            return unreadable(request, self.form, [str(error)], self.heading)

    def respond(self, request, *args, **kwargs):
        raise NotImplementedError

    def valid(self, filterset):
        """Return conditions that can be read, and keep their form for an answer of 400."""
        self.form = filterset.form
        if not filterset.is_valid():
            raise InvalidQuery(filterset.form)
        return filterset


def wants_json(request: HttpRequest) -> bool:
    """Whether the answer is read by a program."""
    return request.GET.get("format") == "json"


def unreadable(
    request: HttpRequest, form: forms.BaseForm | None, messages: list[str], kind: Label
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
        "crumbs": [(kind, request.path), (gettext_lazy("条件を読み取れません"), "")],
    }
    return render(request, "400.html", context, status=400)


def withdrawn(request: HttpRequest, record: Publishable) -> HttpResponseBase:
    """Answer 410 with the day and the reason, and nothing of the record."""
    assert record.withdrawn_at
    day = timezone.localdate(record.withdrawn_at)
    if wants_json(request):
        reason = {"withdrawn_on": day.isoformat(), "reason": record.withdrawal_reason}
        return json_response(
            {"detail": gettext_lazy("公開を取りやめました。"), **reason}, status=410
        )
    context = {"withdrawn_on": day, "reason": record.withdrawal_reason}
    return render(request, "410.html", context, status=410)
