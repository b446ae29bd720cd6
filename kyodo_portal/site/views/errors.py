"""Error pages in the look of the site; none of them asks the database anything."""

from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kyodo_portal.listing.views import json_response
from kyodo_portal.publishing.resending import may_be_sent_again, resend_page

# A lock is mostly gone within seconds; a stopped server comes back within minutes.
SECONDS_TO_RETURN = 30


def bad_request(request, exception):
    """Say what to mend where the exception is ours; others' messages are for programmers."""
    try:
        request.GET.keys()
    except TooManyFieldsSent:
        request.GET = QueryDict()  # refused as a whole, and unreadable for this page as well
    messages = [str(exception)] if isinstance(exception, BadRequest) else []
    if wants_json(request):
        words = messages or [_("条件を読み取れません")]
        errors = getattr(exception, "errors", {})
        return json_response({"detail": words[0], "errors": errors}, status=400)
    context = {"errors": [{"message": words} for words in messages], "action": request.path}
    return render(request, "400.html", context, status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def csrf_failed(request, reason=""):
    """Say that the form is too old, and hand back its text; Django's words are for programmers."""
    if may_be_sent_again(request):
        return resend_page(request, "token", status=403)
    return render(request, "403.html", status=403)


def not_found(request, exception):
    if wants_json(request):
        return json_response({"detail": _("ページが見つかりません")}, status=404)
    return render(request, "404.html", status=404)


def server_error(request):
    """Say that the fault is ours. Rendered without the request, which may be the fault's cause."""
    return HttpResponse(render_to_string("500.html"), status=500)


def unavailable(request):
    """Say that the database cannot answer now, and when to come again."""
    if wants_json(request):
        response = json_response({"detail": _("ただいま表示できません"), "errors": {}}, status=503)
    else:
        response = render(request, "503.html", status=503)
    response["Retry-After"] = str(SECONDS_TO_RETURN)
    response["Cache-Control"] = "no-store"
    return response


def wants_json(request):
    """Whether a program asked, which cannot read a page."""
    return request.GET.get("format") == "json" or request.path.startswith("/api/")
