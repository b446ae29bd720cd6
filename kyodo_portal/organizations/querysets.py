"""Rows of municipalities, departments and memberships, by what they are asked for."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

DESCENDANTS = """
    WITH RECURSIVE below(id) AS (
        SELECT id FROM organizations_department WHERE id IN ({roots})
        UNION
        SELECT child.id FROM organizations_department child JOIN below ON child.parent_id = below.id
    ) SELECT id FROM below
"""

ANCESTORS = """
    WITH RECURSIVE above(id) AS (
        SELECT id FROM organizations_department WHERE id IN ({leaves})
        UNION
        SELECT child.parent_id FROM organizations_department child JOIN above ON child.id = above.id
        WHERE child.parent_id IS NOT NULL
    ) SELECT id FROM above
"""


class MunicipalityQuerySet(models.QuerySet[Any]):
    """Municipalities."""

    def for_list(self) -> Any:
        """Return them in the order of their codes, which is the country's own order."""
        return self.order_by("code")


class DepartmentQuerySet(models.QuerySet[Any]):
    """Departments."""

    def for_list(self) -> Any:
        """Return departments with parent and municipality, in 建制順."""
        return self.select_related("municipality", "parent").order_by(
            "municipality__code", "sort_order", "id"
        )

    def for_detail(self) -> Any:
        """Return departments with what their own page shows."""
        return self.select_related("municipality", "parent").prefetch_related(
            "successors", "predecessors", "children"
        )

    def valid_in(self, fiscal_year: int) -> Any:
        """Return the departments that existed in a fiscal year."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=fiscal_year),
            Q(valid_to__isnull=True) | Q(valid_to__gte=fiscal_year),
        )

    def not_ended_in(self, fiscal_year: int, *, or_of: Iterable[int] = ()) -> Any:
        """Return the departments that had not ended before a fiscal year, or are of these ids."""
        lasts = Q(valid_to__isnull=True) | Q(valid_to__gte=fiscal_year)
        return self.filter(lasts | Q(pk__in=list(or_of)))

    def below(self, ids: Iterable[int]) -> Any:
        """Return the departments of these ids and everything below them, in one query."""
        roots = sorted({int(root) for root in ids})
        if not roots:
            return self.none()
        places = ", ".join(["%s"] * len(roots))
        return self.filter(id__in=RawSQL(DESCENDANTS.format(roots=places), roots))  # noqa: S611 (only placeholders are formatted in)

    def above(self, ids: Iterable[int]) -> Any:
        """Return the departments of these ids and everything above them, in one query."""
        leaves = sorted({int(leaf) for leaf in ids})
        if not leaves:
            return self.none()
        places = ", ".join(["%s"] * len(leaves))
        return self.filter(id__in=RawSQL(ANCESTORS.format(leaves=places), leaves))  # noqa: S611 (only placeholders are formatted in)


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships."""

    def for_list(self) -> Any:
        """Return memberships with all names that a list shows."""
        return self.select_related("user", "municipality", "department").order_by(
            "municipality__code", "user__username", "id"
        )
