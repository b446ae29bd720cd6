"""The conditions of lists and summaries: one FilterSet for page, file and API."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

import django_filters
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.facet_values import (
    FacetValue,
    coded,
    coded_values,
    departments,
    municipalities,
    related,
    years,
)
from kyodo_portal.listing.filterset import ALL_YEARS, PublicFilter
from kyodo_portal.listing.tables import Records
from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.models import Edition
from kyodo_portal.text import Label
from projects import AREA
from projects.partners.filters import partners
from projects.partners.models import Partner
from projects.records.choices import CommonForm, Recurrence, Sponsorship
from projects.records.models.activity_field import ActivityField
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.records.querysets import DOCUMENT_ORDER, ORDERS, SORTS

# Conditions that a project without a year's record can meet; the order is none of them.
SAID_BY_A_SHEET = {"q", "municipality", "fiscal_year", "sort"}
# Projects of which nobody has chosen a field yet.
NO_FIELD, NO_FIELD_WORDS = "none", _("未分類")


def field_names(values: Iterable[int | str]) -> dict[int | str, Label]:
    """Return the names of 活動分野 by id, and 未分類."""
    ids = [value for value in values if value != NO_FIELD]
    named = ActivityField.objects.filter(id__in=ids).values_list("id", "name")
    return {NO_FIELD: NO_FIELD_WORDS, **dict(named)}


def sponsorships(records: Records, selected: Sequence[str]) -> list[FacetValue] | None:
    """Return 後援を除く and 後援; nothing to choose where no record is 後援."""
    rows = records.order_by().aggregate(
        every=Count("id"), only=Count("id", filter=records.model.objects.is_sponsorship())
    )
    if not rows["only"] and not selected:
        return None
    counts = {
        Sponsorship.WITHOUT: rows["every"] - rows["only"],
        Sponsorship.ONLY: rows["only"],
    }
    return coded_values(Sponsorship.choices, counts, selected)


class ProjectRecordFilter(PublicFilter):
    """Conditions on published records."""

    q = query_values.words(_("すべてのことばを含む記録。空白で区切る。"))
    municipality = query_values.municipality_codes()
    fiscal_year = query_values.fiscal_years(
        help_text=_("年度の始まる西暦の年。all はすべての年度。"),
        also=ALL_YEARS,
    )
    department = query_values.departments(_("所管部"))
    form = query_values.codes(
        _("協働の形態"),
        method="filter_form",
        help_text=_("形態の共通コード"),
        choices=CommonForm.choices,
    )
    recurrence = query_values.codes(
        _("実施区分"),
        method="filter_recurrence",
        help_text=_("実施区分のコード"),
        choices=Recurrence.choices,
    )
    partner = partners(_("関係団体"))
    activity_field = query_values.ids_or(
        NO_FIELD,
        _("活動分野"),
        method="filter_activity_field",
        help_text=_("活動分野の番号。none は未分類（まだ選ばれていない事業）。"),
        names_of=field_names,
    )
    sponsorship = query_values.codes(
        _("後援"),
        method="filter_sponsorship",
        help_text=_("without は後援を除く記録、only は後援の記録。"),
        choices=Sponsorship.choices,
    )
    sort = django_filters.ChoiceFilter(
        label=_("並び順"),
        method="keep_order",
        help_text=_("並べる順。書かないときは資料の順。"),
        choices=SORTS,
        empty_label=None,
        error_messages={
            "invalid_choice": _("「並び順」は %(orders)s のどれかで書いてください。")
            % {"orders": ", ".join(ORDERS)}
        },
    )

    facets: ClassVar = {
        "fiscal_year": years,
        "municipality": municipalities,
        "department": departments,
        "form": partial(coded, field="forms__common_code", choices=CommonForm.choices),
        "activity_field": partial(
            related,
            field="project__activity_fields",
            among=ActivityField.objects.for_list,
            without=(NO_FIELD, NO_FIELD_WORDS),
        ),
        "recurrence": partial(coded, field="recurrence", choices=Recurrence.choices),
        "sponsorship": sponsorships,
    }

    @classmethod
    def everything(cls) -> Any:
        """Return every published record."""
        return ProjectRecord.objects.published()

    def rows(self) -> Any:
        """Return the rows of `for_list()` in the wanted order."""
        order = ORDERS[self.form.cleaned_data.get("sort") or "document"]
        return self.qs.for_list().order_by(*order, *DOCUMENT_ORDER)

    def projects_without_records(self) -> Any:
        """Return 年度の記録のない事業 of these conditions: those known by a case sheet alone.

        They have no year, department or form of a record, so they match no other condition
        than place and words; the words are those of their sheet.
        """
        if set(self.data) - SAID_BY_A_SHEET:
            return Project.objects.none()
        projects = Project.objects.published().without_records()
        if codes := self.selected("municipality"):
            projects = projects.in_municipalities(codes)
        words = self.form.cleaned_data.get("q")
        return projects.with_sheets_matching(words) if words else projects

    def filter_department(self, records: Any, _name: str, ids: list[int]) -> Any:
        return records.filter(department__in=Department.objects.below(ids))

    def filter_form(self, records: Any, _name: str, codes: list[str]) -> Any:
        return records.with_forms(codes)

    def filter_recurrence(self, records: Any, _name: str, codes: list[str]) -> Any:
        return records.filter(recurrence__in=codes)

    def filter_partner(self, records: Any, _name: str, ids: list[int]) -> Any:
        """Follow another spelling to its partner."""
        return records.with_partners(Partner.objects.targets_of(ids).values())

    def filter_activity_field(self, records: Any, _name: str, values: list[int | str]) -> Any:
        ids = [value for value in values if value != NO_FIELD]
        return records.with_activity_fields(ids, or_none=NO_FIELD in values)

    def filter_sponsorship(self, records: Any, _name: str, codes: list[str]) -> Any:
        if len(set(codes)) == len(Sponsorship):
            return records
        only = Sponsorship.ONLY in codes
        return records.with_sponsorship() if only else records.without_sponsorship()

    def keep_order(self, records: Any, _name: str, _order: str) -> Any:
        return records


class ProjectFilter(ProjectRecordFilter):
    """The same conditions for continuing projects: those with a published record under them.

    Those known by a case sheet alone are among them unless a fiscal year is asked for.
    """

    sort = None
    unused = ("sort",)

    def rows(self) -> Any:
        """Return the projects, with their published years."""
        found = Q(id__in=self.qs.order_by().values("project_id"))
        if not self.selected("fiscal_year"):
            found |= Q(id__in=self.projects_without_records().values("id"))
        return Project.objects.filter(found).for_list()


def newest_by_default(query: QueryDict) -> ProjectRecordFilter:
    """Return the conditions of a query; without a year those of the newest year held."""
    return ProjectRecordFilter.of(query, default_year=Edition.objects.latest_fiscal_year(AREA))
