"""What code branches on in organizations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does in an area of a municipality."""

    EDITOR = "editor", _("入力担当")
    COORDINATOR = "coordinator", _("取りまとめ担当")
    PLANNER = "planner", _("企画担当")
    ADMINISTRATOR = "administrator", _("システム管理者")


# Who writes what, as the models of records say it.
ADMINISTRATORS: frozenset[str] = frozenset({Role.ADMINISTRATOR})
COORDINATORS: frozenset[str] = frozenset({Role.COORDINATOR})
EDITORS_AND_COORDINATORS: frozenset[str] = frozenset({Role.EDITOR, Role.COORDINATOR})
