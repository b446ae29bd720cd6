"""Who does what, where."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.organizations.choices import ADMINISTRATORS, Role
from kyodo_portal.organizations.querysets import MembershipQuerySet
from kyodo_portal.publishing.areas import MOST_CHARACTERS, area_choices
from kyodo_portal.publishing.parents import NoParent
from kyodo_portal.publishing.versioned import Versioned


class Membership(Versioned):
    """One role of one person in one area of one municipality.

    An editor works for a department and what is below it; an administrator has no area.
    Administrators write memberships, whatever area they are for.
    """

    area_code = ""
    parent_publishable = NoParent("who does what: its administrators' own")
    add_roles = change_roles = view_roles = ADMINISTRATORS
    affects_public_pages = False

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("利用者"),
    )
    municipality = models.ForeignKey(
        "organizations.Municipality",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("自治体"),
    )
    role = models.CharField(_("役割"), max_length=13, choices=Role)
    area = models.CharField(
        _("分野"),
        max_length=MOST_CHARACTERS,
        choices=area_choices,
        blank=True,
        help_text=_("システム管理者では空にします。"),
    )
    department = models.ForeignKey(
        "organizations.Department",
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
        verbose_name=_("部署"),
        help_text=_("入力担当では必ず選びます。この部署とその下の部署の記録を入力できます。"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("担当")
        verbose_name_plural = _("担当")
        constraints = [
            # Two constraints, since SQLite holds empty departments for different ones.
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "area", "department"],
                name="organizations_membership_unique",
                violation_error_message=_("同じ担当がもう登録されています。"),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "area"],
                condition=Q(department__isnull=True),
                name="organizations_membership_unique_without_department",
                violation_error_message=_("同じ担当がもう登録されています。"),
            ),
            models.CheckConstraint(
                name="organizations_membership_role_known",
                condition=Q(role__in=Role.values),
                violation_error_message=_("役割が正しくありません。"),
            ),
            models.CheckConstraint(
                name="organizations_membership_area_by_role",
                condition=Q(role=Role.ADMINISTRATOR, area="")
                | (~Q(role=Role.ADMINISTRATOR) & ~Q(area="")),
                violation_error_message=_(
                    "分野は、システム管理者では空にし、ほかの役割では必ず選んでください。"
                ),
            ),
            models.CheckConstraint(
                name="organizations_membership_editor_has_department",
                condition=~Q(role=Role.EDITOR) | Q(department__isnull=False),
                violation_error_message=_("入力担当には部署を選んでください。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.municipality} {self.get_role_display()}"

    def clean(self) -> None:
        """Refuse a department of another municipality."""
        super().clean()
        if self.department and self.department.municipality_id != self.municipality_id:
            raise ValidationError({"department": _("部署は、同じ自治体から選んでください。")})
