"""Links between 施策 and 協働事業, written by the coordinator."""

from collections.abc import Iterable

from django.db import transaction

from kyodo_portal.organizations.models import User
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from policies.plans.models.link import ProjectLink
from policies.plans.models.plan import PlanItem
from projects.models import Project


@transaction.atomic
def link_projects(
    item: PlanItem, projects: Iterable[Project], *, by: User, channel: Channel
) -> list[ProjectLink]:
    """Link an item of the plan to projects that serve it; those linked already stay as they are.

    Returns the new links.
    """
    linked = set(item.project_links.values_list("project_id", flat=True))
    made, write = [], funnel.Write(by, channel)
    for project in projects:
        if project.pk not in linked:
            link = ProjectLink(plan_item=item, project=project)
            funnel.save(link, write=write, expected_version=None)
            made.append(link)
    return made
