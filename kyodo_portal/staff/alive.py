"""Whether the login still lives: asked by a form before it is sent, so that no text is lost."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def alive(request: HttpRequest, site: AdminSite) -> JsonResponse:
    """Return who is logged in and a fresh token, which a new login has changed; else 401."""
    if not site.has_permission(request):
        return JsonResponse({}, status=401)
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})
