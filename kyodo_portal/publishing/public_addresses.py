"""Where the public page of a record stands, for the staff's short address of it."""

from typing import Any

from django.contrib.admin.sites import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest

from kyodo_portal.publishing.versioned import Versioned


def public_address(site: AdminSite, request: HttpRequest, kind: int, object_id: int) -> str | None:
    """Return the address of a record's public page, None where the user sees no such page.

    kind: the number of its content type. What is missing, what the user may not see in the
    admin, what everybody may not see and what never has a page answer alike.
    """
    content_type = ContentType.objects.filter(pk=kind).first()
    model: Any = content_type and content_type.model_class()
    is_record = model is not None and issubclass(model, Versioned) and site.is_registered(model)
    if not (is_record and hasattr(model, "get_absolute_url")):
        return None
    rows = site.get_model_admin(model).get_queryset(request).filter(pk=object_id)
    published = getattr(model._default_manager, "published", None)
    if published is not None:
        rows = rows.filter(pk__in=published().order_by().values("pk"))
    record: Any = rows.first()
    address: str | None = None if record is None else record.get_absolute_url()
    return address
