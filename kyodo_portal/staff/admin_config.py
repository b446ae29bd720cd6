"""Puts the portal's admin site in the place of the stock one."""

from django.contrib.admin.apps import AdminConfig
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _


class PortalAdminConfig(AdminConfig):
    """Makes our admin site the default one, so that every app registers there."""

    default_site = "kyodo_portal.staff.admin_site.PortalAdmin"

    def ready(self) -> None:
        """Say of a null character what it is: Django's Japanese asks for any text at all."""
        ProhibitNullCharactersValidator.message = _(
            "使えない文字（U+0000）が入っています。画面には見えません。"
            "メモ帳などに貼り付けてから写し直してください。"
        )
        super().ready()
