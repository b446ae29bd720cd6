"""The app of municipalities, departments and the people who work in them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    """Holds municipalities, departments, users and memberships."""

    name = "kyodo_portal.organizations"
    label = "organizations"
    verbose_name = _("組織と担当者")
