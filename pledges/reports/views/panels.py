"""The links from pledges to 施策 and 協働事業, as the pages of those show them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from kyodo_portal.listing.panels import RelatedPanel
from kyodo_portal.organizations.models import Department
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.link import PolicyLink, ProjectLink
from pledges.sets.models.pledge import PledgeItem
from pledges.sets.rows import item_labels
from policies.models import PlanItem
from projects.models import Project


def project_panel(project: Project) -> RelatedPanel | None:
    """Return the panel of a project's page: the public pledges that it has to do with."""
    return _panel(ProjectLink.objects.public_to(project.pk))


def plan_item_panel(item: PlanItem) -> RelatedPanel | None:
    """Return the panel of a 施策's page: the public pledges that it has to do with."""
    return _panel(PolicyLink.objects.public_to(item.pk))


def department_panel(department: Department) -> RelatedPanel | None:
    """Return the panel of a department's page: what it is in charge of in the newest reports."""
    reports = ProgressReport.objects.newest_published()
    below = Department.objects.below([department.pk])
    items = list(PledgeItem.objects.all().of_departments(below, reports).for_tree())
    if not items:
        return None
    labels = item_labels(items)
    return RelatedPanel(
        id="pledges",
        title=_("担当する市長公約"),
        links=[(f"{labels[item.pk]} {item.title}", item.get_absolute_url()) for item in items],
    )


def _panel(links: Sequence[Any]) -> RelatedPanel | None:
    if not links:
        return None
    return RelatedPanel(
        id="pledges",
        title=_("関連する市長公約"),
        links=[(link.item.title, link.item.get_absolute_url()) for link in links],
    )
