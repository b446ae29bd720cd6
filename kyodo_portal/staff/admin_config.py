"""Puts the portal's admin site in the place of the stock one."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Makes our admin site the default one, so that every app registers there."""

    default_site = "kyodo_portal.staff.admin_site.PortalAdmin"
