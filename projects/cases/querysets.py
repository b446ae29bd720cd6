"""Rows of 協働事例, by the page or file that asks for them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kyodo_portal.publishing.publishable import PublishableQuerySet
from kyodo_portal.read_model.querysets import Searchable

YEARS_OF_A_DECADE = 10


class CaseSheetQuerySet(Searchable, PublishableQuerySet):
    """Case sheets."""

    def for_list(self) -> Any:
        """Return sheets with all that lists, files and the API say, in the document's order."""
        return (
            self.select_related("project", "municipality", "form", "involvement")
            .prefetch_related(
                "department_links__department__parent",
                "partner_links__partner__merged_into",
                "roles",
                "strengths",
                "flow_parties",
                "flow_arrows",
            )
            .order_by("municipality__code", "sort_order", "id")
        )

    def for_detail(self) -> Any:
        """Return sheets with all that their page shows."""
        return self.for_list().select_related(
            "department__municipality", "project", "municipality", "form", "involvement"
        )

    def for_admin_list(self) -> Any:
        """Return sheets with the names that the staff's list shows."""
        return self.select_related("municipality", "department", "updated_by", "project")

    def neighbours_of(self, sheet: Any) -> tuple[Any, Any]:
        """Return {id, title} of the sheets before and after one of its city; None at the ends."""
        rows = self.filter(municipality_id=sheet.municipality_id).values("id", "title")
        here = sheet.sort_order
        before = Q(sort_order__lt=here) | Q(sort_order=here, id__lt=sheet.pk)
        after = Q(sort_order__gt=here) | Q(sort_order=here, id__gt=sheet.pk)
        return (
            rows.filter(before).order_by("-sort_order", "-id").first(),
            rows.filter(after).order_by("sort_order", "id").first(),
        )

    def titles(self) -> Any:
        """Return sheets by id and title alone, in the document's order."""
        return self.order_by("municipality__code", "sort_order", "id").only("id", "title")

    def of_departments(self, departments: Any) -> Any:
        """Return the sheets of which one of these departments (a queryset) is a 担当課."""
        links = self.model.departments.through.objects.filter(
            department__in=departments, sheet_id=OuterRef("pk")
        )
        return self.filter(Exists(links))

    def with_partners(self, partner_ids: Iterable[int]) -> Any:
        """Return the sheets of these partners, or of other spellings merged into them."""
        ids = list(partner_ids)
        links = self.model.partners.through.objects.filter(
            Q(partner_id__in=ids) | Q(partner__merged_into_id__in=ids), sheet_id=OuterRef("pk")
        )
        return self.filter(Exists(links))

    def started_in(self, decades: Iterable[int], *, unknown: bool) -> Any:
        """Return the sheets that began in these decades (1990 for 1990–1999)."""
        condition = Q(start_year__isnull=True) if unknown else Q(pk__in=[])
        for decade in decades:
            condition |= Q(start_year__gte=decade, start_year__lt=decade + YEARS_OF_A_DECADE)
        return self.filter(condition)
