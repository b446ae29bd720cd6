"""The conditions of municipalities and departments."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.read_model.models import SearchRow


class MunicipalityFilter(PublicFilter):
    """Conditions on municipalities."""

    municipality = query_values.municipality_codes(method="filter_code")

    @classmethod
    def everything(cls) -> Any:
        """Return every municipality of the portal."""
        return Municipality.objects.all()

    def filter_code(self, municipalities: Any, _name: str, codes: list[str]) -> Any:
        return municipalities.filter(code__in=codes)


class DepartmentFilter(PublicFilter):
    """Conditions on departments."""

    q = query_values.words(_("名前か、よみ。"))
    municipality = query_values.municipality_codes()
    fiscal_year = query_values.fiscal_years(help_text=_("その年度にあった部署。西暦の年。"))
    department = query_values.departments(_("部署"))

    @classmethod
    def everything(cls) -> Any:
        """Return every department."""
        return Department.objects.all()

    def filter_words(self, departments: Any, _name: str, words: str) -> Any:
        found = SearchRow.objects.object_ids(Department._meta.label_lower, words)
        return departments.filter(id__in=found)

    def filter_fiscal_year(self, departments: Any, _name: str, years: list[int]) -> Any:
        found = Department.objects.none()
        for year in years:
            found |= Department.objects.valid_in(year)
        return departments.filter(id__in=found.values("id"))

    def filter_department(self, departments: Any, _name: str, ids: list[int]) -> Any:
        return departments.filter(id__in=Department.objects.below(ids).values("id"))
