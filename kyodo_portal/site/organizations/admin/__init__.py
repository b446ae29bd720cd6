"""自治体, 部署, 担当 and 利用者 in the admin."""

from kyodo_portal.site.organizations.admin import department, membership, municipality, user

__all__ = ["department", "membership", "municipality", "user"]
