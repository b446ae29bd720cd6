"""What `manage.py check --deploy` says of settings that no framework knows."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def check_site_url(**_options: Any) -> list[checks.CheckMessage]:
    """Warn where complete addresses would be those that a visitor's request names."""
    if settings.SITE_URL:
        return []
    return [
        checks.Warning(
            "SITE_URL is not set: files and API write the host of each request into their links.",
            hint="Set it to the site's own address, scheme and host: https://portal.example.jp",
            id="site.W001",
        )
    ]
