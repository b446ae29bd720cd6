"""The conditions of indicators: one set of filters for file and API."""

from typing import Any

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import PublicFilter
from policies.indicators.models import Indicator
from policies.plans.filters import item_codes, plans


class IndicatorFilter(PublicFilter):
    """Conditions on the indicators of published sheets."""

    municipality = query_values.municipality_codes()
    plan = plans()
    code = item_codes()

    @classmethod
    def everything(cls) -> Any:
        """Return the indicators that everybody may see."""
        return Indicator.objects.published()

    def filter_municipality(self, indicators: Any, _name: str, codes: list[str]) -> Any:
        return indicators.filter(plan_item__plan__municipality__code__in=codes)

    def filter_plan(self, indicators: Any, _name: str, slugs: list[str]) -> Any:
        return indicators.filter(plan_item__plan__slug__in=slugs)

    def filter_code(self, indicators: Any, _name: str, codes: list[str]) -> Any:
        return indicators.filter(plan_item__path_code__in=codes)
