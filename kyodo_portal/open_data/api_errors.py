"""Errors of the API: Japanese JSON that says what to mend, {"detail": …, "errors": {…}}."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, MethodNotAllowed, ValidationError
from rest_framework.response import Response

from kyodo_portal.open_data.api import PublicApiView


def answer(error: Exception, _context: Mapping[str, Any]) -> Response | None:
    """Return the answer to an error of the API; None for a fault of ours, which is a 500."""
    if isinstance(error, ValidationError) and isinstance(error.detail, dict):
        errors = {name: [str(text) for text in texts] for name, texts in error.detail.items()}
        return _said(error.status_code, _("条件を直してください。"), errors)
    if isinstance(error, BadRequest):
        return _said(status.HTTP_400_BAD_REQUEST, str(error))
    if isinstance(error, Http404):
        return _said(status.HTTP_404_NOT_FOUND, _message_of(error))
    if isinstance(error, APIException):
        return _said(error.status_code, _message_of_framework(error))
    return None


def _said(code: int, detail: str, errors: Mapping[str, list[str]] | None = None) -> Response:
    return Response({"detail": detail, "errors": errors or {}}, status=code)


def _message_of(error: Http404) -> str:
    """Return our own words, never Django's English ones on a missing row."""
    text = str(error.args[0]) if error.args else ""
    return _("この番号の記録はありません。") if text.isascii() else text


def _message_of_framework(error: APIException) -> str:
    if isinstance(error, MethodNotAllowed):
        return _("このAPIは読むためだけのものです。GETを使ってください。")
    return _("この求め方には答えられません。APIの説明を見てください。")


class NoSuchAddress(PublicApiView):
    """Every other address below the API's."""

    schema = None

    def keep_known_parameters(self, request: Any) -> None:
        """Refuse no name: nothing is here, whatever is asked."""
        request.GET = QueryDict()

    def get(self, request: Any) -> Response:
        """Answer 404 as JSON."""
        raise Http404(_("このアドレスはAPIにありません。/api/v1/ に一覧があります。"))
