"""Plans and their items as open data."""

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.provenance import each_source, source_row
from kyodo_portal.open_data.resource import Resource, each
from policies.plans.columns import ITEM_COLUMNS, PLAN_COLUMNS
from policies.plans.filters import PlanFilter, PlanItemFilter
from policies.plans.rows.plain import item_row, plan_row

PLANS = Resource(
    name="plans",
    order=30,
    component="Plan",
    title=_("総合計画"),
    description="総合計画。段階の名前と、評価の区分をもちます。",
    filterset=PlanFilter,
    rows=each(plan_row),
    columns=PLAN_COLUMNS,
    sources=each_source(lambda plan: source_row(plan.source_title)),
)
PLAN_ITEMS = Resource(
    name="plan-items",
    order=31,
    component="PlanItem",
    title=_("計画の項目"),
    description="計画の項目。運営方針、主な取組、施策など、すべての段階を含みます。",
    filterset=PlanItemFilter,
    rows=each(item_row),
    columns=ITEM_COLUMNS,
    sources=each_source(lambda item: source_row(item.plan.source_title)),
)
