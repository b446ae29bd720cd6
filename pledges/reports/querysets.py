"""Rows of reports and ratings, by the page or file that asks for them."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from kyodo_portal.publishing.parents import published_condition
from kyodo_portal.publishing.publishable import PublishableQuerySet
from kyodo_portal.read_model.querysets import Searchable
from pledges.reports.choices import RatingStatus


class ProgressReportQuerySet(Searchable, PublishableQuerySet):
    """Reports."""

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
        return self.filter(published_condition(self.model))

    def lowest_level_names(self) -> Any:
        """Return (municipality, fiscal year, name of the level) of what has nothing below it.

        Each once.
        """
        lowest = self.filter(
            item__children__isnull=True, item__pledge_set__levels__position=F("item__depth")
        )
        return (
            lowest.order_by()
            .values_list(
                "report__municipality__code",
                "report__fiscal_year",
                "item__pledge_set__levels__name",
            )
            .distinct()
        )

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
