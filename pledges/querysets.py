"""Rows of 市長公約, by the page or file that asks for them."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from kyodo_portal.publishing.publishable import PublishableQuerySet
from kyodo_portal.search.querysets import SearchableQuerySet

from .choices import RatingStatus


class PledgeSetQuerySet(models.QuerySet[Any]):
    """Sets of pledges."""

    def published(self) -> Any:
        """Return the sets that everybody may see."""
        return self.filter(is_published=True)

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


class PledgeItemQuerySet(SearchableQuerySet):
    """Items of sets."""

    def published(self) -> Any:
        """Return the items of published sets that have a published report."""
        reports = self.model._meta.get_field("pledge_set").related_model.reports.rel.related_model
        shown = reports.objects.published().filter(pledge_set_id=OuterRef("pledge_set_id"))
        return self.filter(Exists(shown))

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


class ProgressReportQuerySet(PublishableQuerySet):
    """Reports."""

    def published(self) -> Any:
        """Return the published reports of published sets."""
        return super().published().filter(pledge_set__is_published=True)

    def known_to_public(self) -> Any:
        """Return what is published, and what was withdrawn and says so."""
        return super().known_to_public().filter(pledge_set__is_published=True)

    def newest_published(self) -> Any:
        """Return the newest published report of each set."""
        others = self.model.objects.published().filter(
            pledge_set_id=OuterRef("pledge_set_id"), as_of__gt=OuterRef("as_of")
        )
        return self.published().filter(~Exists(others))

    def published_for(self, items: Any) -> list[Any]:
        """Return the published reports on the sets of these items, the newest first."""
        sets = {item.pledge_set_id for item in items}
        return list(self.published().filter(pledge_set__in=sets).for_list())

    def of_set(self, slug: str) -> Any:
        """Return the reports of one set, the newest first."""
        return self.filter(pledge_set__slug=slug).for_list()

    def for_list(self) -> Any:
        """Return reports with their set, the newest first."""
        return self.select_related("pledge_set", "municipality").order_by(
            "pledge_set_id", "-as_of", "id"
        )

    def with_missing(self) -> Any:
        """Return reports with `missing_count`: how many ratings each still waits for."""
        ratings = self.model.ratings.rel.related_model.objects
        waiting = ratings.missing().filter(report=OuterRef("pk")).order_by().values("report")
        counted = waiting.annotate(count=Count("pk")).values("count")
        return self.annotate(missing_count=Coalesce(Subquery(counted), 0))


class RatingQuerySet(models.QuerySet[Any]):
    """Ratings."""

    def published(self) -> Any:
        """Return the ratings of published reports."""
        reports = self.model._meta.get_field("report").related_model
        return self.filter(report__in=reports.objects.published())

    def at_rated_levels(self) -> Any:
        """Return the ratings of items at levels of which the set's reports say something."""
        levels = self.model._meta.get_field("item").related_model.pledge_set.field.related_model
        rated = levels.levels.rel.related_model.objects.rated().filter(
            pledge_set_id=OuterRef("item__pledge_set_id"), position=OuterRef("item__depth")
        )
        return self.filter(Exists(rated))

    def missing(self) -> Any:
        """Return the ratings that a report still waits for: 該当なし and the like are answers."""
        return self.at_rated_levels().filter(status=RatingStatus.NOT_RATED)

    def of_departments(self, department_ids: Collection[int]) -> Any:
        """Return the ratings of which one of these departments is in charge, each once."""
        links = self.model.department_links.rel.related_model.objects
        in_charge = links.filter(rating_id=OuterRef("pk"), department_id__in=department_ids)
        return self.filter(Exists(in_charge))

    def for_report(self) -> Any:
        """Return ratings with all that a report's pages show, in the set's order."""
        links = self.model.department_links.rel.related_model.objects.select_related("department")
        return (
            self.select_related("item", "word", "report")
            .prefetch_related(
                Prefetch("department_links", queryset=links.order_by("position", "id")),
                "initiatives",
            )
            .order_by("report_id", "item__sort_key", "id")
        )


def with_published_pledge(links: Any) -> Any:
    """Return the links of items that everybody may see, in the set's order."""
    items = links.model._meta.get_field("item").related_model.objects
    public = items.filter(pledge_set__is_published=True).published()
    return (
        links.filter(item__in=public)
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
