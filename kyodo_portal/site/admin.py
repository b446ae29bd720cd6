"""The staff's screens of municipalities, departments and people; importing this registers them."""

from kyodo_portal.site.organizations import admin  # noqa: F401
