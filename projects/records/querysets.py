"""Rows of 協働事業 and their registers, by the page or file that asks for them; their orders."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from kyodo_portal.publishing.parents import published_condition
from kyodo_portal.publishing.publishable import PublishableQuerySet
from kyodo_portal.read_model.querysets import Searchable
from projects.records.choices import CommonForm


class ActivityFieldQuerySet(models.QuerySet[Any]):
    """活動分野."""

    def for_list(self) -> Any:
        """Return fields with their municipality, in the order of the city's guideline."""
        return self.select_related("municipality").order_by(
            "municipality__code", "sort_order", "id"
        )


class BinaryOrder(Func):
    """Text in the order of its code points, the same on both databases."""

    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Sort as SQLite's BINARY does."""
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Sort as PostgreSQL's C locale does."""
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"')


# Those without a number or date stand last; every order ends in the document's.
ORDERS: dict[str, tuple[Any, ...]] = {
    "document": (),
    "participants": (F("participants").desc(nulls_last=True),),
    "start": (F("start_date").asc(nulls_last=True),),
    "first_year": (F("first_year").asc(nulls_last=True),),
    "name": (BinaryOrder("name"),),
}
SORTS = (
    ("document", _("資料の順（No.）")),
    ("participants", _("市民参加人数の多い順")),
    ("start", _("開始日の早い順")),
    ("first_year", _("初回実施年の古い順")),
    ("name", _("名称の順")),
)


# The order of the city's own table, the newest year first. Ends in the id, so that both
# databases give the same order.
DOCUMENT_ORDER = ("-fiscal_year", "municipality__code", "position", "id")


class ProjectRecordQuerySet(Searchable, PublishableQuerySet):
    """Yearly records."""

    def for_list(self) -> Any:
        """Return plain rows for lists and files: no model instances, no relations yet.

        Names of forms and partners are attached to a page of rows by `related_names`.
        """
        return self.order_by(*DOCUMENT_ORDER).values(
            "id",
            "project_id",
            "municipality__code",
            "municipality__name",
            "fiscal_year",
            "stage",
            "number",
            "department_id",
            "department__name",
            "department__parent__name",
            "department_text",
            "name",
            "partner_text",
            "form_text",
            "recurrence",
            "recurrence_text",
            "frequency",
            "first_year",
            "start_date",
            "end_date",
            "start_text",
            "end_text",
            "purpose",
            "content",
            "participants",
            "participants_status",
            "participants_text",
            "outcome",
            "updated_at",
            "version",
        )

    def for_detail(self) -> Any:
        """Return records with all that a project's page shows."""
        return (
            self.select_related("project", "municipality", "department", "department__parent")
            .prefetch_related("forms", "partner_links__partner__merged_into")
            .order_by(*DOCUMENT_ORDER)
        )

    def for_admin_list(self) -> Any:
        """Return records with the names that the staff's list shows."""
        return self.select_related("municipality", "department", "updated_by", "project")

    def of_project(self, project_id: int) -> Any:
        """Return the years of one project, the newest first."""
        return self.filter(project_id=project_id).order_by("-fiscal_year", "id")

    def years_and_states(self) -> Any:
        """Return (fiscal_year, state) of each record."""
        return self.values_list("fiscal_year", "state")

    def neighbours_of(self, record: Any) -> tuple[Any, Any]:
        """Return the rows before and after a record in its city's table of its year.

        Each is {project_id, fiscal_year, number, name}, or None at the ends. Two queries.
        """
        table = self.filter(
            municipality_id=record.municipality_id, fiscal_year=record.fiscal_year
        ).values("project_id", "fiscal_year", "number", "name")
        before = Q(position__lt=record.position) | Q(position=record.position, id__lt=record.pk)
        after = Q(position__gt=record.position) | Q(position=record.position, id__gt=record.pk)
        return (
            table.filter(before).order_by("-position", "-id").first(),
            table.filter(after).order_by("position", "id").first(),
        )

    def others_with(self, partner_ids: Iterable[int], *, than: int) -> Any:
        """Return {project_id, name, fiscal_year} of other projects' years with these partners."""
        records = self.with_partners(partner_ids).exclude(project_id=than)
        return records.order_by(*DOCUMENT_ORDER).values("project_id", "name", "fiscal_year")

    def latest_before(self, project_id: int, fiscal_year: int) -> Any:
        """Return a project's last record before a fiscal year, None where there is none."""
        earlier = self.filter(project_id=project_id, fiscal_year__lt=fiscal_year)
        return earlier.select_related("department").order_by("-fiscal_year").first()

    def with_partners(self, partner_ids: Iterable[int]) -> Any:
        """Return the records of these partners, or of other spellings merged into them."""
        ids = list(partner_ids)
        links = self.model.partners.through.objects.filter(
            Q(partner_id__in=ids) | Q(partner__merged_into_id__in=ids), record_id=OuterRef("pk")
        )
        return self.filter(Exists(links))

    def counts_by_form(self, municipality_id: int) -> dict[str, int]:
        """Return how many records of a municipality have each common form."""
        rows = self.filter(municipality_id=municipality_id, forms__isnull=False)
        counts = rows.order_by().values("forms__common_code")
        counted = counts.annotate(count=Count("id", distinct=True))
        return dict(counted.values_list("forms__common_code", "count"))

    def with_activity_fields(self, field_ids: Iterable[int], *, or_none: bool) -> Any:
        """Return the records of projects in one of these fields; `or_none`: or in no field."""
        model = self.model._meta.get_field("project").related_model
        links = model.activity_fields.through.objects.filter(project_id=OuterRef("project_id"))
        wanted = Exists(links.filter(activityfield_id__in=list(field_ids)))
        return self.filter(wanted | ~Exists(links)) if or_none else self.filter(wanted)

    def is_sponsorship(self) -> Any:
        """Return the condition that a record has the form 後援, alone or among others."""
        links = self.model.forms.through.objects.filter(
            collaborationform__common_code=CommonForm.KOEN, projectrecord_id=OuterRef("pk")
        )
        return Exists(links)

    def with_sponsorship(self) -> Any:
        """Return the records that have the form 後援."""
        return self.filter(self.is_sponsorship())

    def without_sponsorship(self) -> Any:
        """Return the records that do not have the form 後援."""
        return self.filter(~self.is_sponsorship())

    def with_forms(self, common_codes: Iterable[str]) -> Any:
        """Return the records that have a form of one of these common codes."""
        links = self.model.forms.through.objects.filter(
            collaborationform__common_code__in=list(common_codes), projectrecord_id=OuterRef("pk")
        )
        return self.filter(Exists(links))


class ProjectQuerySet(models.QuerySet[Any]):
    """Continuing projects."""

    def published(self) -> Any:
        """Return the projects that are visible through a published record or case sheet."""
        return self.filter(published_condition(self.model))

    def in_municipalities(self, codes: Iterable[str]) -> Any:
        """Return the projects of these municipalities."""
        return self.filter(municipality__code__in=list(codes))

    def merged_from(self, project_id: int) -> Any:
        """Return the published project into which another was merged, none or one."""
        return self.published().filter(merged_projects=project_id)

    def without_records(self) -> Any:
        """Return the projects of which no year is published."""
        records = self.model.records.rel.related_model.objects.published()
        return self.filter(~Exists(records.filter(project_id=OuterRef("pk"))))

    def with_sheets_matching(self, query: str) -> Any:
        """Return the projects whose published case sheet holds every word of a query."""
        sheets = self.model.case_sheets.rel.related_model.objects.published().matching(query)
        return self.filter(id__in=sheets.order_by().values("project_id"))

    def for_list(self) -> Any:
        """Return projects with their published records as `published_records`, newest first."""
        records = self.model.records.rel.related_model.objects.published()
        return (
            self.select_related("municipality")
            .prefetch_related(
                Prefetch("records", records.order_by("-fiscal_year"), "published_records"),
                Prefetch("activity_fields", to_attr="fields_in_order"),
            )
            .order_by("municipality__code", "code", "id")
        )

    def for_detail(self) -> Any:
        """Return projects with their municipality."""
        return self.select_related("municipality", "merged_into")


class CollaborationFormQuerySet(models.QuerySet[Any]):
    """協働の形態."""

    def for_list(self) -> Any:
        """Return forms with their municipality, in the order of the city's own list."""
        return self.select_related("municipality").order_by(
            "municipality__code", "sort_order", "id"
        )
