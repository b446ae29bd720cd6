"""What the first staff page shows: the work that waits for one person."""

from typing import Any

from django.http import HttpRequest

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.choices import State
from kyodo_portal.staff.contributions import contributions
from kyodo_portal.staff.menu import add_url, address, beside_the_work, system_links
from kyodo_portal.staff.todo import waiting_kinds


def index_context(request: HttpRequest, app_list: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the template of the first page needs. app_list: as the admin site gives it."""
    access = access_of(request.user)
    context = {
        "todo": waiting_kinds(access),
        "states": State.labels,
        "add_url": next(
            filter(None, (add_url(app_list, one) for one in contributions.entered)), ""
        ),
        "side_links": beside_the_work(app_list),
        "help_url": address("help"),
        "system": system_links(app_list),
    }
    for block in contributions.blocks:
        context |= block(request, access)
    return context
