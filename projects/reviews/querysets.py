"""Rows of 協働のふりかえり, by the page or file that asks for them."""

from typing import Any

from django.db import models

from kyodo_portal.publishing.publishable import PublishableQuerySet
from kyodo_portal.read_model.querysets import Searchable


class ReviewQuestionQuerySet(models.QuerySet[Any]):
    """Questions."""

    def for_list(self) -> Any:
        """Return questions with municipality and 心得, in the order of the list."""
        return self.select_related("municipality", "principle__municipality").order_by(
            "municipality__code", "position", "id"
        )

    def asked_in(self, municipality_id: int) -> Any:
        """Return what a municipality asks now, in its order."""
        return self.for_list().filter(municipality_id=municipality_id, in_use=True)


class ReviewAnswerQuerySet(models.QuerySet[Any]):
    """Answers."""

    def given(self) -> Any:
        """Return the answers that hold something, of either side."""
        return self.exclude(
            city_words="", partner_words="", city_mark__isnull=True, partner_mark__isnull=True
        )


class ProjectReviewQuerySet(Searchable, PublishableQuerySet):
    """Two-sided reviews."""

    def for_list(self) -> Any:
        """Return reviews with all that page, files and API say, in the cities' own order."""
        return (
            self.select_related(
                "municipality",
                "partner__merged_into",
                "record__project",
                "record__municipality",
                "record__department__parent",
                "record__department__municipality",
            )
            .prefetch_related(
                "answers__question__principle__municipality",
                "record__partner_links__partner__merged_into",
            )
            .order_by("-record__fiscal_year", "municipality__code", "record__position", "id")
        )

    def for_admin_list(self) -> Any:
        """Return reviews with the names that the staff's list shows."""
        return self.select_related("record__department", "municipality", "updated_by")

    def of_year(self, project_id: int, fiscal_year: int) -> Any:
        """Return the review of one project's year, none or one."""
        return self.filter(record__project_id=project_id, record__fiscal_year=fiscal_year)
