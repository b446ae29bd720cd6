"""The links between 施策 and 協働事業, as both sides show them."""

from typing import Any

from django.utils.translation import gettext as _

from kyodo_portal.listing.panels import RelatedPanel
from policies.plans.models.link import ProjectLink
from policies.plans.models.plan import PlanItem
from projects.models import Project


def projects_of(item: PlanItem) -> list[Project]:
    """Return the published projects that people have linked to an item. One query."""
    found: Any = Project.objects.published().filter(policy_links__plan_item=item)
    return list(found.order_by("name", "id"))


def items_panel(project: Project) -> RelatedPanel | None:
    """Return the panel of a project's page: the 施策 of published plans that it serves."""
    links = ProjectLink.objects.filter(project=project, plan_item__plan__is_published=True)
    items = [
        link.plan_item
        for link in links.select_related("plan_item__plan").order_by("plan_item__path_code", "id")
    ]
    if not items:
        return None
    return RelatedPanel(
        id="policies",
        title=_("関連する総合計画の施策"),
        links=[
            (f"{item.path_code} {item.title or item.text}", item.get_absolute_url())
            for item in items
        ],
    )
