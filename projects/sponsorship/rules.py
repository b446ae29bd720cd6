"""後援名義の使用: who may write an application."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from kyodo_portal.organizations.access import access_of
from kyodo_portal.organizations.models import User
from projects import AREA
from projects.sponsorship.models import SponsorshipReview


def may_write(review: SponsorshipReview, by: User) -> bool:
    """Whether this user checks applications of the department, or collects for the city."""
    access = access_of(by)
    collects = access.is_coordinator(review.municipality_id, AREA)
    return collects or review.department_id in access.own_department_ids(AREA)


def check_writer(review: SponsorshipReview, stored: SponsorshipReview | None, by: User) -> None:
    """Raise PermissionDenied unless the application was, and stays, this user's to write."""
    if not all(may_write(one, by) for one in (review, stored) if one is not None):
        raise PermissionDenied(_("この部署の申請を保存する権限がありません。"))
