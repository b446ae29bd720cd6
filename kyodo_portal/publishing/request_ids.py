"""A number for each request, so that a log line and a change can be laid side by side."""

import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Return this request's number, empty outside of one."""
    return _request_id.get()


class RequestIdMiddleware:
    """Gives each request a random number, known as X-Request-ID to the caller."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _request_id.set(uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            # Files and 304 answers of public pages must stay the same byte for byte: the
            # number is for staff, whose pages are never cached.
            if request.path.startswith("/admin/"):
                response["X-Request-ID"] = current_request_id()
            return response
        finally:
            _request_id.reset(token)
