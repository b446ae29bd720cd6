"""Indicators with their values as open data: files have a line for each year's value."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.provenance import edition_sources
from kyodo_portal.open_data.resource import Resource
from policies import AREA
from policies.indicators.filters import IndicatorFilter
from policies.sheets.columns import RATED_INDICATOR_COLUMNS
from policies.sheets.rows.plain import rated_rows


def _place_and_year(indicator: Any) -> tuple[str, int]:
    return indicator.plan_item.plan.municipality.code, indicator.last_shown


INDICATORS = Resource(
    name="indicators",
    order=33,
    component="Indicator",
    title=_("評価指標"),
    description="評価指標と、公開中の評価表の年度までの実績値。担当課と反映区分は、その評価表のもの。",
    filterset=IndicatorFilter,
    rows=rated_rows,
    columns=RATED_INDICATOR_COLUMNS,
    sources=edition_sources(AREA, _place_and_year),
    lines="values",
)
