"""What code branches on in partners."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerKind(TextChoices):
    """What a 関係団体 is."""

    GROUP = "group", _("団体")
    COMPANY = "company", _("企業")
    SCHOOL = "school", _("学校")
    GENERIC = "generic", _("総称")
    CITY_UNIT = "city_unit", _("市の組織")
    PERSON = "person", _("個人")
