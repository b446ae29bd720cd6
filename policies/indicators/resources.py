"""Indicators with their values as open data: files have a line for each year's value."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.resource import Resource, each
from policies.indicators.columns import INDICATOR_COLUMNS
from policies.indicators.filters import IndicatorFilter
from policies.indicators.rows import indicator_row

INDICATORS = Resource(
    name="indicators",
    order=33,
    component="Indicator",
    title=_("評価指標"),
    description="評価指標と、公開中の評価表の年度までの実績値。",
    filterset=IndicatorFilter,
    rows=each(indicator_row),
    columns=INDICATOR_COLUMNS,
    lines="values",
)
