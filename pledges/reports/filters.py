"""The conditions of 総括表 and of the lists of reports and items."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.organizations.models import Department
from pledges.reports.models.report import ProgressReport
from pledges.sets.models.pledge import PledgeItem

DOCUMENT, HIGH_FIRST, LOW_FIRST = "document", "progress_high", "progress_low"
SORTS = (
    (DOCUMENT, _("資料の順")),
    (HIGH_FIRST, _("進捗の高い順")),
    (LOW_FIRST, _("進捗の低い順")),
)
AS_PUBLISHED = "published"


def _choices(label: Any, method: str, help_text: Any, choices: Any) -> Any:
    codes = ", ".join(code for code, _label in choices)
    message = _("「%(label)s」は %(codes)s のどれかで書いてください。")
    return django_filters.ChoiceFilter(
        label=label,
        method=method,
        help_text=help_text,
        choices=choices,
        empty_label=None,
        error_messages={"invalid_choice": message % {"label": label, "codes": codes}},
    )


def _slugs(label: Any, *, help_text: Any) -> Any:
    return django_filters.CharFilter(
        label=label,
        method="filter_pledge_set",
        help_text=help_text,
        max_length=50,
        error_messages={
            "max_length": _("「%(label)s」は50文字までで書いてください。") % {"label": label}
        },
    )


class ProgressReportFilter(PublicFilter):
    """Conditions on published reports."""

    pledge_set = _slugs(_("公約"), help_text=_("公約のアドレスの名前。例：tomakomai-5"))
    municipality = query_values.municipality_codes()
    fiscal_year = query_values.fiscal_years(help_text=_("報告の年度。始まる西暦の年。"))

    @classmethod
    def everything(cls) -> Any:
        """Return the reports that everybody may read."""
        return ProgressReport.objects.published()

    def filter_pledge_set(self, reports: Any, _name: str, slug: str) -> Any:
        """Keep the reports of one set."""
        return reports.filter(pledge_set__slug=slug)


class PledgeItemFilter(PublicFilter):
    """Conditions on the items of sets with a published report."""

    q = query_values.words(_("すべてのことばを含む項目。空白で区切る。"))
    pledge_set = _slugs(_("公約"), help_text=_("公約のアドレスの名前。例：tomakomai-5"))
    municipality: Any = query_values.municipality_codes()
    department = query_values.departments(_("担当部署"))

    @classmethod
    def everything(cls) -> Any:
        """Return the items that everybody may see."""
        return PledgeItem.objects.published()

    def filter_pledge_set(self, items: Any, _name: str, slug: str) -> Any:
        """Keep the items of one set."""
        return items.filter(pledge_set__slug=slug)

    def filter_municipality(self, items: Any, _name: str, codes: list[str]) -> Any:
        """Keep the items of these municipalities."""
        return items.filter(pledge_set__municipality__code__in=codes)

    def filter_department(self, items: Any, _name: str, ids: list[int]) -> Any:
        """Keep the items that these departments are in charge of."""
        reports = ProgressReport.objects.published()
        return items.of_departments(Department.objects.below(ids), reports)


class SummaryFilter(PledgeItemFilter):
    """The conditions of one set's page: which lines, in which order, of which report."""

    pledge_set = None
    municipality = None
    fiscal_year = query_values.fiscal_years(
        method="keep", help_text=_("報告の年度。書かないときは最新。")
    )
    sort = _choices(_("並び順"), "keep", _("並べる順。書かないときは資料の順。"), SORTS)

    def keep(self, items: Any, _name: str, _value: Any) -> Any:
        """Leave the items: the year and the order are no condition on them."""
        return items

    @property
    def sort_order(self) -> str:
        """The wanted order, the document's by default."""
        return self.form.cleaned_data.get("sort") or DOCUMENT

    @property
    def is_narrowed(self) -> bool:
        """Whether some lines may be left out."""
        found = self.form.cleaned_data
        return bool(found.get("q") or found.get("department"))

    def matching_ids(self, report: ProgressReport) -> set[int] | None:
        """Return the ids of a report's items under the conditions, None where there is none."""
        if not self.is_narrowed:
            return None
        words, departments = (self.form.cleaned_data.get(key) for key in ("q", "department"))
        items = PledgeItem.objects.filter(pledge_set_id=report.pledge_set_id)
        if words:
            items = items.matching(words)
        if departments:
            below = Department.objects.below(departments)
            items = items.of_departments(below, [report.pk])
        return set(items.values_list("pk", flat=True))
