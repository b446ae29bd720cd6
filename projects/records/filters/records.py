"""The conditions of lists and summaries: one FilterSet for page, file and API."""

from functools import cached_property
from typing import Any, Self

import django_filters
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import ALL_YEARS, Condition, PublicFilter
from kyodo_portal.listing.views import InvalidQuery
from kyodo_portal.listing.years import fiscal_year_label
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.publishing.models import Edition
from projects import AREA
from projects.partners.choices import PartnerKind
from projects.partners.models import Partner
from projects.records.choices import CommonForm, Recurrence, Sponsorship
from projects.records.models.activity_field import ActivityField
from projects.records.models.project import Project
from projects.records.models.record import ProjectRecord
from projects.records.querysets import DOCUMENT_ORDER, ORDERS, SORTS

# Conditions that a project without a year's record can meet; the order is none of them.
SAID_BY_A_SHEET = {"q", "municipality", "fiscal_year", "sort"}
# 未分類: projects of which nobody has chosen a field yet.
NO_FIELD = "none"


class ProjectRecordFilter(PublicFilter):
    """Conditions on published records. Make it by `of(request.GET)`.

    `is_valid()` first: with bad values `form.errors` says what to mend, and the answer is
    400. `qs` are the records without an order, for aggregates; `rows()` the list.
    """

    q = query_values.words(
        _("ことば"), method="filter_words", help_text=_("すべてのことばを含む記録。空白で区切る。")
    )
    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )
    fiscal_year = query_values.fiscal_years(
        _("年度"),
        method="filter_fiscal_year",
        help_text=_("年度の始まる西暦の年。all はすべての年度。"),
        also=ALL_YEARS,
    )
    department = query_values.ids(
        _("所管部"), method="filter_department", help_text=_("部署の番号。下の組織を含む。")
    )
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
    partner = query_values.ids(
        _("関係団体"), method="filter_partner", help_text=_("関係団体の番号。別の書き方を含む。")
    )
    activity_field = query_values.ids_or(
        NO_FIELD,
        _("活動分野"),
        method="filter_activity_field",
        help_text=_("活動分野の番号。none は未分類（まだ選ばれていない事業）。"),
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

    @classmethod
    def of(cls, query: QueryDict, *, default_year: int | None = None) -> Self:
        """Return the conditions of a query over all published records.

        `default_year` is the fiscal year of a query that names none.
        """
        filterset = cls.canonical(query)
        if default_year is not None and "fiscal_year" not in filterset:
            filterset["fiscal_year"] = str(default_year)
        return cls(filterset, queryset=cls.everything())

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

    def records_without(self, name: str) -> Any:
        """Return the records under all conditions but one."""
        records = self.queryset.all()
        for key, value in self.form.cleaned_data.items():
            if key != name:
                records = self.filters[key].filter(records, value)
        return records

    def filter_queryset(self, queryset: Any) -> Any:
        """Return the records under all conditions."""
        return self.records_without("")

    def selected(self, name: str) -> list[Any]:
        """Return the values of one repeatable condition: years and ids as integers."""
        values = self.form.cleaned_data.get(name) or []
        return self._years(values) if name == "fiscal_year" else list(values)

    def label_of(self, name: str) -> Any:
        """Return the words for one condition."""
        return self.filters[name].label

    @cached_property
    def conditions(self) -> list[Condition]:
        """The conditions in force but the order, as chips and files show them."""
        words = self.form.cleaned_data.get("q")
        found = [Condition("q", words, f"「{words}」")] if words else []
        for key, labels_of in (
            ("fiscal_year", self._year_labels),
            ("municipality", self._municipality_labels),
            ("department", self._department_labels),
            ("form", lambda _codes: dict(CommonForm.choices)),
            ("recurrence", lambda _codes: dict(Recurrence.choices)),
            ("activity_field", self._activity_field_labels),
            ("sponsorship", lambda _codes: dict(Sponsorship.choices)),
            ("partner", self._partner_labels),
        ):
            values = self.selected(key)
            labels: dict[Any, Any] = labels_of(values) if values else {}
            missing = _("見つからない%(thing)s") % {"thing": self.label_of(key)}
            found += [Condition(key, str(value), labels.get(value, missing)) for value in values]
        return found

    def filter_words(self, records: Any, _name: str, words: str) -> Any:
        return records.matching(words)

    def filter_fiscal_year(self, records: Any, _name: str, years: list[str]) -> Any:
        return records if ALL_YEARS in years else records.filter(fiscal_year__in=self._years(years))

    def filter_department(self, records: Any, _name: str, ids: list[int]) -> Any:
        return records.filter(department__in=Department.objects.below(ids))

    def filter_form(self, records: Any, _name: str, codes: list[str]) -> Any:
        return records.with_forms(codes)

    def filter_recurrence(self, records: Any, _name: str, codes: list[str]) -> Any:
        return records.filter(recurrence__in=codes)

    def filter_partner(self, records: Any, _name: str, ids: list[int]) -> Any:
        """Follow another spelling to its partner; a person is nobody to the public."""
        spelled = Partner.objects.filter(id__in=ids).exclude(kind=PartnerKind.PERSON)
        targets = {
            row["merged_into_id"] or row["id"] for row in spelled.values("id", "merged_into_id")
        }
        return records.with_partners(targets)

    def filter_activity_field(self, records: Any, _name: str, values: list[str]) -> Any:
        ids = [int(value) for value in values if value != NO_FIELD]
        return records.with_activity_fields(ids, or_none=NO_FIELD in values)

    def filter_sponsorship(self, records: Any, _name: str, codes: list[str]) -> Any:
        if len(set(codes)) == len(Sponsorship):
            return records
        only = Sponsorship.ONLY in codes
        return records.with_sponsorship() if only else records.without_sponsorship()

    def keep_order(self, records: Any, _name: str, _order: str) -> Any:
        return records

    @staticmethod
    def _years(values: list[str]) -> list[int]:
        return [int(value) for value in values if value != ALL_YEARS]

    @staticmethod
    def _year_labels(years: list[int]) -> dict[int, str]:
        return {year: fiscal_year_label(year) for year in years}

    @staticmethod
    def _municipality_labels(codes: list[str]) -> dict[str, str]:
        return dict(Municipality.objects.filter(code__in=codes).values_list("code", "name"))

    @staticmethod
    def _department_labels(ids: list[int]) -> dict[int, str]:
        return dict(Department.objects.filter(id__in=ids).values_list("id", "name"))

    @staticmethod
    def _activity_field_labels(values: list[str]) -> dict[str, Any]:
        ids = [int(value) for value in values if value != NO_FIELD]
        named = ActivityField.objects.filter(id__in=ids).values_list("id", "name")
        names: dict[int, str] = dict(named)
        labels: dict[str, Any] = {NO_FIELD: _("未分類")}
        found = {value: int(value) for value in values if value != NO_FIELD}
        return labels | {value: names[pk] for value, pk in found.items() if pk in names}

    @staticmethod
    def _partner_labels(ids: list[int]) -> dict[int, str]:
        """Return public names only: a partner of drafts alone is not found, nor is a person."""
        spelled = Partner.objects.filter(id__in=ids).values_list("id", "merged_into_id")
        targets = {pk: merged_into or pk for pk, merged_into in spelled}
        names = dict(
            Partner.objects.published().filter(id__in=targets.values()).values_list("id", "name")
        )
        return {pk: names[target] for pk, target in targets.items() if target in names}


class ProjectFilter(ProjectRecordFilter):
    """The same conditions for continuing projects: those with a published record under them.

    Those known by a case sheet alone are among them unless a fiscal year is asked for.
    """

    sort = None

    def rows(self) -> Any:
        """Return the projects, with their published years."""
        found = Q(id__in=self.qs.order_by().values("project_id"))
        if not self._years(self.selected("fiscal_year")):
            found |= Q(id__in=self.projects_without_records().values("id"))
        return Project.objects.filter(found).for_list()


def filterset_of(query: QueryDict) -> ProjectRecordFilter:
    """Return the conditions of a query; without a year those of the newest year held.

    Raises InvalidQuery for values that cannot be read.
    """
    newest = Edition.objects.latest_fiscal_year(AREA)
    filterset = ProjectRecordFilter.of(query, default_year=newest)
    if not filterset.is_valid():
        raise InvalidQuery(filterset.form)
    return filterset
