"""What a pledge has to do with the 総合計画 and with 協働事業: chosen by people."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.versioned import Versioned
from pledges import AREA
from pledges.sets.querysets import PolicyLinkQuerySet, ProjectLinkQuerySet

OF_SET = "item__pledge_set__municipality_id"


class PolicyLink(Versioned):
    """A 総合計画の施策 that a pledge has to do with."""

    area_code = AREA
    municipality_lookup = OF_SET

    item = models.ForeignKey(
        "pledges.PledgeItem",
        on_delete=models.PROTECT,
        related_name="policy_links",
        verbose_name=_("公約の項目"),
    )
    plan_item = models.ForeignKey(
        "policies.PlanItem",
        on_delete=models.PROTECT,
        related_name="pledge_links",
        verbose_name=_("総合計画の施策"),
    )

    objects = PolicyLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("公約と総合計画の施策の関連")
        verbose_name_plural = _("公約と総合計画の施策の関連")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "plan_item"],
                name="pledges_policylink_unique",
                violation_error_message=_("この関連はもう登録されています。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ― {self.plan_item}"

    def clean(self) -> None:
        """Refuse a 施策 of another municipality."""
        super().clean()
        if not (self.item_id and self.plan_item_id):
            return
        if self.plan_item.plan.municipality_id != self.item.pledge_set.municipality_id:
            raise ValidationError({"plan_item": _("施策は、同じ自治体のものから選んでください。")})


class ProjectLink(Versioned):
    """A 協働事業 that a pledge has to do with."""

    area_code = AREA
    municipality_lookup = OF_SET

    item = models.ForeignKey(
        "pledges.PledgeItem",
        on_delete=models.PROTECT,
        related_name="project_links",
        verbose_name=_("公約の項目"),
    )
    project = models.ForeignKey(
        "projects.Project",
        on_delete=models.PROTECT,
        related_name="pledge_links",
        verbose_name=_("協働事業"),
    )

    objects = ProjectLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("公約と協働事業の関連")
        verbose_name_plural = _("公約と協働事業の関連")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "project"],
                name="pledges_projectlink_unique",
                violation_error_message=_("この関連はもう登録されています。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ― {self.project}"

    def clean(self) -> None:
        """Refuse a project of another municipality."""
        super().clean()
        if not (self.item_id and self.project_id):
            return
        if self.project.municipality_id != self.item.pledge_set.municipality_id:
            raise ValidationError(
                {"project": _("協働事業は、同じ自治体のものから選んでください。")}
            )
