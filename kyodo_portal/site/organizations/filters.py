"""The conditions of municipalities and departments."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.read_model.models import SearchRow


class MunicipalityFilter(PublicFilter):
    """Conditions on municipalities."""

    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_code", help_text=_("全国地方公共団体コード（6けた）")
    )

    @classmethod
    def everything(cls) -> Any:
        """Return every municipality of the portal."""
        return Municipality.objects.all()

    def filter_code(self, municipalities: Any, _name: str, codes: list[str]) -> Any:
        return municipalities.filter(code__in=codes)


class DepartmentFilter(PublicFilter):
    """Conditions on departments."""

    q = query_values.words(_("ことば"), method="filter_words", help_text=_("名前か、よみ。"))
    municipality = query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )
    fiscal_year = query_values.fiscal_years(
        _("年度"), method="filter_fiscal_year", help_text=_("その年度にあった部署。西暦の年。")
    )
    department = query_values.ids(
        _("部署"), method="filter_below", help_text=_("部署の番号。下の組織を含む。")
    )

    @classmethod
    def everything(cls) -> Any:
        """Return every department."""
        return Department.objects.all()

    def filter_words(self, departments: Any, _name: str, words: str) -> Any:
        found = SearchRow.objects.object_ids(Department._meta.label_lower, words)
        return departments.filter(id__in=found)

    def filter_fiscal_year(self, departments: Any, _name: str, years: list[str]) -> Any:
        found = Department.objects.none()
        for year in years:
            found |= Department.objects.valid_in(int(year))
        return departments.filter(id__in=found.values("id"))

    def filter_below(self, departments: Any, _name: str, ids: list[int]) -> Any:
        return departments.filter(id__in=Department.objects.below(ids).values("id"))
