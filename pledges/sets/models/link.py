"""What a pledge has to do with the 総合計画 and with 協働事業: chosen by people."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.versioned import Versioned
from pledges import AREA
from pledges.sets.querysets import PolicyLinkQuerySet, ProjectLinkQuerySet


class PledgeLink(Versioned):
    """A pledge and what it has to do with, both of one municipality.

    `target` names the foreign key to the latter; `refusal` is said of another municipality's.
    """

    area_code = AREA
    municipality_lookup = "item__pledge_set__municipality_id"

    target: ClassVar[str]
    refusal: ClassVar[str | Promise]
    item: Any
    item_id: int | None

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.item} ― {getattr(self, self.target)}"

    def clean(self) -> None:
        """Refuse a target of another municipality."""
        super().clean()
        if not (self.item_id and getattr(self, f"{self.target}_id")):
            return
        if self.target_municipality_id() != self.item.pledge_set.municipality_id:
            raise ValidationError({self.target: self.refusal})

    def target_municipality_id(self) -> int:
        """Return the id of the municipality to which the target belongs."""
        raise NotImplementedError


class PolicyLink(PledgeLink):
    """A 総合計画の施策 that a pledge has to do with."""

    parent_publishable = ("item", "plan_item")
    target = "plan_item"
    refusal = _("施策は、同じ自治体のものから選んでください。")

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

    def target_municipality_id(self) -> int:
        """Return the id of the municipality of the 施策's plan."""
        return self.plan_item.plan.municipality_id


class ProjectLink(PledgeLink):
    """A 協働事業 that a pledge has to do with."""

    parent_publishable = ("item", "project")
    target = "project"
    refusal = _("協働事業は、同じ自治体のものから選んでください。")

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

    def target_municipality_id(self) -> int:
        """Return the id of the project's municipality."""
        return self.project.municipality_id
