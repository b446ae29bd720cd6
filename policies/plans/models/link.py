"""Which 協働事業 serve which 施策: chosen by people, shown on both sides."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.versioned import Versioned
from policies import AREA


class ProjectLinkManager(models.Manager["ProjectLink"]):
    """Reads links by their two sides."""

    def get_by_natural_key(self, slug: str, path_code: str, city: str, code: str) -> "ProjectLink":
        """Return the link between an item and a project."""
        return self.get(
            plan_item__plan__slug=slug,
            plan_item__path_code=path_code,
            project__municipality__code=city,
            project__code=code,
        )


class ProjectLink(Versioned):
    """A project that serves an item of the plan. Suggested by words, decided by a person."""

    area_code = AREA
    parent_publishable = ("plan_item", "project")
    municipality_lookup = "plan_item__plan__municipality_id"

    plan_item = models.ForeignKey(
        "policies.PlanItem",
        on_delete=models.PROTECT,
        related_name="project_links",
        verbose_name=_("施策"),
    )
    project = models.ForeignKey(
        "projects.Project",
        on_delete=models.PROTECT,
        related_name="policy_links",
        verbose_name=_("協働事業"),
    )

    objects = ProjectLinkManager()

    class Meta:
        verbose_name = _("施策と協働事業の関連")
        verbose_name_plural = _("施策と協働事業の関連")
        constraints = [
            models.UniqueConstraint(
                fields=["plan_item", "project"],
                name="policies_projectlink_unique",
                violation_error_message=_("この関連はもう登録されています。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_item} ― {self.project}"

    def natural_key(self) -> tuple[str, str, str, str]:
        """Return what identifies a link in every database."""
        return (*self.plan_item.natural_key(), *self.project.natural_key())

    def clean(self) -> None:
        """Refuse a project of another municipality."""
        super().clean()
        if not (self.plan_item_id and self.project_id):
            return
        if self.project.municipality_id != self.plan_item.plan.municipality_id:
            raise ValidationError(
                {"project": _("協働事業は、同じ自治体のものから選んでください。")}
            )
