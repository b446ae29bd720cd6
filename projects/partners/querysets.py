"""Rows of 協働事業, by the page or file that asks for them."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from kyodo_portal.publishing.choices import State
from projects.partners.choices import PartnerKind

# Persons are on no public surface.
PUBLIC_KINDS = [kind for kind in PartnerKind if kind != PartnerKind.PERSON]


class PartnerQuerySet(models.QuerySet[Any]):
    """関係団体."""

    def published(self) -> Any:
        """Return the partners that a published record or case sheet names; persons never.

        Another spelling that was merged stands under the partner it was merged into.
        """
        is_named = Q(partner_id=OuterRef("pk")) | Q(partner__merged_into_id=OuterRef("pk"))
        through = self.model.record_links.rel.related_model
        links = through.objects.filter(is_named, record__state=State.PUBLISHED)
        of_sheets = self.model.case_sheet_links.rel.related_model
        sheet_links = of_sheets.objects.filter(is_named, sheet__state=State.PUBLISHED)
        public = self.exclude(kind=PartnerKind.PERSON).filter(merged_into__isnull=True)
        return public.filter(Exists(links) | Exists(sheet_links))

    def merged_from(self, partner_id: int) -> Any:
        """Return the public partner into which another spelling was merged, none or one."""
        return self.published().filter(
            merged_names__pk=partner_id, merged_names__kind__in=PUBLIC_KINDS
        )

    def targets_of(self, ids: Iterable[int]) -> dict[int, int]:
        """Return for each of these ids the partner it stands for: another where it was merged.

        A person is nobody to the public, under any spelling.
        """
        spelled = self.filter(id__in=ids).exclude(kind=PartnerKind.PERSON)
        rows = spelled.values_list("id", "merged_into_id")
        return {pk: merged_into or pk for pk, merged_into in rows}

    def with_public_counts(self) -> Any:
        """Add what everybody may read of a partner, under any spelling.

        `project_count`: projects with a published record; `case_count`: published case sheets.
        """
        records = self.model.record_links.rel.related_model.objects.filter(
            record__state=State.PUBLISHED
        )
        sheets = self.model.case_sheet_links.rel.related_model.objects.filter(
            sheet__state=State.PUBLISHED
        )
        return self.annotate(
            project_count=_counted(records, "record__project_id"),
            case_count=_counted(sheets, "sheet_id"),
        )

    def possible_targets(self, source_id: int | None) -> Any:
        """Return those into which a partner can be merged: not itself, and no other spelling.

        Another spelling of the partner itself would make a circle.
        """
        return self.filter(merged_into__isnull=True).exclude(pk=source_id)

    def with_work_counts(self) -> Any:
        """Add `record_count` and `sheet_count`: what names the partner, under any spelling.

        Those of every state, for staff alone.
        """
        records = self.model.record_links.rel.related_model
        sheets = self.model.case_sheet_links.rel.related_model
        return self.annotate(
            record_count=self._links_under_any_spelling(records, "record_id"),
            sheet_count=self._links_under_any_spelling(sheets, "sheet_id"),
        )

    def _links_under_any_spelling(self, through: Any, field: str) -> Any:
        spellings = self.model._base_manager.filter(merged_into_id=OuterRef(OuterRef("pk")))
        links = through.objects.filter(
            Q(partner_id=OuterRef("pk")) | Q(partner_id__in=spellings.values("pk"))
        )
        counts = links.order_by().annotate(every=Value(1)).values("every")
        return Coalesce(
            Subquery(counts.annotate(count=Count(field, distinct=True)).values("count")), 0
        )

    def for_list(self) -> Any:
        """Return partners with their municipality, by reading and name."""
        return self.select_related("municipality").order_by("municipality__code", "name", "id")


def _counted(links: Any, field: str) -> Any:
    """Return how many things links to a partner of the outer query name, under any spelling."""
    is_named = Q(partner_id=OuterRef("pk")) | Q(partner__merged_into_id=OuterRef("pk"))
    counts = links.filter(is_named).order_by().annotate(every=Value(1)).values("every")
    return Coalesce(Subquery(counts.annotate(count=Count(field, distinct=True)).values("count")), 0)
