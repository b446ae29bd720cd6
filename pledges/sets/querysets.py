"""Rows of sets, items and links of 市長公約, by the page or file that asks for them."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from kyodo_portal.publishing.parents import published_condition
from kyodo_portal.read_model.querysets import Searchable


class PledgeSetQuerySet(models.QuerySet[Any]):
    """Sets of pledges."""

    def published(self) -> Any:
        """Return the sets that everybody may see."""
        return self.filter(published_condition(self.model))

    def reported(self) -> Any:
        """Return the published sets that have a published report."""
        reports = self.model._meta.get_field("reports").related_model
        shown = reports.objects.published().filter(pledge_set_id=OuterRef("pk"))
        return self.published().filter(Exists(shown))

    def for_list(self) -> Any:
        """Return sets with their municipality, levels, words and published reports."""
        reports = self.model._meta.get_field("reports").related_model
        return (
            self.select_related("municipality")
            .prefetch_related(
                "levels",
                "status_words",
                Prefetch(
                    "reports",
                    queryset=reports.objects.published().order_by("-as_of", "id"),
                    to_attr="published_reports",
                ),
            )
            .order_by("municipality__code", "slug", "id")
        )


class PledgeLevelQuerySet(models.QuerySet[Any]):
    """Levels of sets."""

    def rated(self) -> Any:
        """Return the levels of which reports say something; see `PledgeLevel.is_rated`."""
        return self.filter(Q(has_stars=True) | Q(has_percent=True) | Q(has_word=True))


class PledgeItemQuerySet(Searchable, models.QuerySet[Any]):
    """Items of sets."""

    def published(self) -> Any:
        """Return the items of published sets that have a published report."""
        reports = self.model._meta.get_field("pledge_set").related_model.reports.rel.related_model
        shown = reports.objects.published().filter(pledge_set_id=OuterRef("pledge_set_id"))
        return self.filter(published_condition(self.model), Exists(shown))

    def of_departments(self, department_ids: Any, reports: Any) -> Any:
        """Return the items that these departments are in charge of in these reports."""
        ratings = self.model._meta.get_field("ratings").related_model.objects.filter(
            report__in=reports, departments__in=department_ids
        )
        return self.filter(id__in=ratings.values("item_id"))

    def for_list(self) -> Any:
        """Return items as the API lists them: set by set, in the set's own order."""
        return self.for_tree()

    def for_tree(self) -> Any:
        """Return items in the set's own order, parents before their children."""
        return self.select_related("pledge_set").order_by("pledge_set_id", "sort_key", "id")


def with_published_pledge(links: Any) -> Any:
    """Return the links of items that everybody may see, in the set's order."""
    items = links.model._meta.get_field("item").related_model.objects
    return (
        links.filter(item__in=items.published())
        .select_related("item__pledge_set")
        .order_by("item__pledge_set__slug", "item__sort_key", "id")
    )


class PolicyLinkQuerySet(models.QuerySet[Any]):
    """Links between pledges and 総合計画の施策."""

    def public_of(self, pledge_set_id: int, path: str) -> list[Any]:
        """Return the links of one item to 施策 of published plans."""
        links = self.filter(
            item__pledge_set_id=pledge_set_id, item__path=path, plan_item__plan__is_published=True
        )
        return list(links.select_related("plan_item__plan").order_by("plan_item_id", "id"))

    def public_to(self, plan_item_id: int) -> list[Any]:
        """Return the links of one 施策 to pledges that everybody may see."""
        return list(with_published_pledge(self.filter(plan_item_id=plan_item_id)))


class ProjectLinkQuerySet(models.QuerySet[Any]):
    """Links between pledges and 協働事業."""

    def public_of(self, pledge_set_id: int, path: str) -> list[Any]:
        """Return the links of one item to projects with a published year."""
        projects = self.model._meta.get_field("project").related_model.objects.published()
        links = self.filter(
            item__pledge_set_id=pledge_set_id, item__path=path, project__in=projects
        )
        return list(links.select_related("project").order_by("project_id", "id"))

    def public_to(self, project_id: int) -> list[Any]:
        """Return the links of one project to pledges that everybody may see."""
        return list(with_published_pledge(self.filter(project_id=project_id)))
