"""Rows of the guideline, by the page that asks for them."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Prefetch, Subquery

from kyodo_portal.publishing.parents import published_condition
from projects.guideline.choices import GuidelineKind


class GuidelineSectionQuerySet(models.QuerySet[Any]):
    """Parts of the cities' guidelines."""

    def published(self) -> Any:
        """Return what everybody may see."""
        return self.filter(published_condition(self.model))

    def for_list(self) -> Any:
        """Return sections with their municipality, in the order of the document."""
        return self.select_related("municipality", "collaboration_form", "parent").order_by(
            "municipality__code", "position", "id"
        )

    def for_page(self) -> Any:
        """Return sections with all that the public page shows of them."""
        projects = self.model._meta.get_field("projects").related_model.objects.published()
        return self.for_list().prefetch_related(
            Prefetch("projects", projects.order_by("code", "id"), "published_projects")
        )

    def anchors_of_forms(self, form_ids: Iterable[int]) -> Any:
        """Return {form, code of its municipality, anchor, first_code} of published definitions.

        first_code: the municipality whose guideline the page shows without being asked.
        """
        first = self.model.objects.published().order_by("municipality__code", "id")
        return (
            self.published()
            .filter(kind=GuidelineKind.FORM, collaboration_form_id__in=list(form_ids))
            .order_by("-position", "-id")
            .annotate(first_code=Subquery(first.values("municipality__code")[:1]))
            .values("collaboration_form_id", "municipality__code", "anchor", "first_code")
        )
