"""Rows of sheets, by the page or file that asks for them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef

from kyodo_portal.publishing.publishable import PublishableQuerySet
from kyodo_portal.read_model.querysets import Searchable


class EvaluationSheetQuerySet(Searchable, PublishableQuerySet):
    """Yearly sheets."""

    def years_and_states(self) -> Any:
        """Return (fiscal_year, state) of each sheet, the newest first."""
        return self.order_by("-fiscal_year").values_list("fiscal_year", "state")

    def of_departments(self, department_ids: Any) -> Any:
        """Return the sheets on which one of these departments writes."""
        through = self.model.sections.rel.related_model
        sections = through.objects.filter(sheet_id=OuterRef("pk"), department_id__in=department_ids)
        return self.filter(Exists(sections))

    def in_years(self, fiscal_years: Iterable[int]) -> Any:
        """Return the sheets of these fiscal years."""
        return self.filter(fiscal_year__in=list(fiscal_years))

    def for_list(self) -> Any:
        """Return sheets with what a list or file of them shows, in the plan's order."""
        return (
            self.select_related("plan_item", "plan_item__plan", "municipality", "rating")
            .prefetch_related("sections__department__parent")
            .order_by("-fiscal_year", "plan_item__plan_id", "plan_item__path_code", "id")
        )

    def for_admin_list(self) -> Any:
        """Return sheets with what the staff's list shows."""
        return self.for_list().select_related(
            "plan_item__plan__municipality", "municipality", "rating", "updated_by"
        )

    def waiting(self) -> Any:
        """Return the sheets on which a department has still to confirm its part."""
        return self.filter(Exists(self._sections().filter(is_confirmed=False)))

    def confirmed(self) -> Any:
        """Return the sheets of which every part is confirmed."""
        return self.filter(Exists(self._sections())).exclude(
            Exists(self._sections().filter(is_confirmed=False))
        )

    def _sections(self) -> Any:
        return self.model.sections.rel.related_model.objects.filter(sheet_id=OuterRef("pk"))
