"""The conditions of the list of 補助金: one set of filters for page, file and API."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.facet_values import departments, municipalities, years
from kyodo_portal.listing.filterset import ALL_YEARS, PublicFilter
from kyodo_portal.organizations.models import Department
from tests.fourth_area.models import Subsidy


class SubsidyFilter(PublicFilter):
    """Conditions on published subsidies."""

    q = query_values.words(_("すべてのことばを含む補助金。空白で区切る。"))
    municipality = query_values.municipality_codes()
    fiscal_year = query_values.fiscal_years(also=ALL_YEARS)
    department = query_values.departments(_("担当部署"))

    facets: ClassVar = {
        "fiscal_year": years,
        "municipality": municipalities,
        "department": departments,
    }

    @classmethod
    def everything(cls) -> Any:
        """Return every published subsidy."""
        return Subsidy.objects.published()

    def filter_department(self, found: Any, _name: str, ids: list[int]) -> Any:
        """Keep what belongs to these departments or what is below them."""
        return found.filter(department__in=Department.objects.below(ids))
