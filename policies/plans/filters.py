"""The conditions of plans and their items: one set of filters each for page, file and API."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import ALL_YEARS, PublicFilter
from kyodo_portal.listing.query_values import RepeatedFilter
from policies.plans.models.plan import Plan, PlanItem

ITEM_CODE = _("施策番号")
SLUG = re.compile(r"[-A-Za-z0-9_]{1,50}", re.ASCII)
# A city's own codes and letters: no spaces, control characters or overrides of the direction of
# writing. Written out, since the API's description is read by others' regular expressions.
MARK = re.compile(
    r"[^\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]{1,60}"
)


def plans() -> RepeatedFilter:
    """Return the condition of plans by their slugs."""
    return RepeatedFilter(
        label=_("計画"),
        method="filter_plan",
        names_of=plan_names,
        help_text=_("計画のアドレスの名前"),
        pattern=SLUG,
        how=_("計画のアドレスの名前を半角の英数字で書いてください。例：tomakomai"),
    )


def plan_names(slugs: Iterable[str]) -> dict[str, str]:
    """Return the names of published plans by slug; one without a name is 総合計画."""
    found = Plan.objects.published().filter(slug__in=slugs).values_list("slug", "name")
    return {slug: name or str(_("総合計画")) for slug, name in found}


def item_codes() -> RepeatedFilter:
    """Return the condition of items by their codes."""
    return RepeatedFilter(
        label=ITEM_CODE,
        method="filter_code",
        names_of=item_names,
        help_text=_("計画の中の番号"),
        pattern=MARK,
        how=_("施策番号を空白なしで書いてください。例：1110111"),
    )


def item_names(codes: Iterable[str]) -> dict[str, str]:
    """Return 施策番号 1110111 for each code that an item of a published plan bears."""
    found = PlanItem.objects.published().filter(path_code__in=codes)
    codes_found = found.order_by().values_list("path_code", flat=True)
    return {code: f"{ITEM_CODE} {code}" for code in codes_found}


def fiscal_years(*, method: str = "filter_fiscal_year") -> RepeatedFilter:
    """Return the condition of fiscal years."""
    return query_values.fiscal_years(
        method=method,
        help_text=_("年度の始まる西暦の年。all はすべての年度。"),
        also=ALL_YEARS,
    )


class PlanFilter(PublicFilter):
    """Conditions on published plans."""

    municipality = query_values.municipality_codes()

    @classmethod
    def everything(cls) -> Any:
        """Return the plans that everybody may see."""
        return Plan.objects.published()


class TreeFilter(PublicFilter):
    """Conditions of the tree: whose plans, and the year of the ratings."""

    municipality = query_values.municipality_codes()
    fiscal_year = fiscal_years(method="keep_plans")

    @classmethod
    def everything(cls) -> Any:
        """Return the plans that everybody may see."""
        return Plan.objects.published()

    @property
    def fiscal_year_asked(self) -> int | None:
        """Return the newest year that the query names, None where it names none."""
        return max(self.selected("fiscal_year"), default=None)

    def keep_plans(self, plans: Any, _name: str, _years: list[str]) -> Any:
        return plans


class PlanItemFilter(PublicFilter):
    """Conditions on the items of published plans."""

    q = query_values.words(_("すべてのことばを含む項目。空白で区切る。"))
    municipality = query_values.municipality_codes()
    plan = plans()
    code = item_codes()

    @classmethod
    def everything(cls) -> Any:
        """Return the items that everybody may see."""
        return PlanItem.objects.published()

    def filter_municipality(self, items: Any, _name: str, codes: list[str]) -> Any:
        return items.filter(plan__municipality__code__in=codes)

    def filter_plan(self, items: Any, _name: str, slugs: list[str]) -> Any:
        return items.filter(plan__slug__in=slugs)

    def filter_code(self, items: Any, _name: str, codes: list[str]) -> Any:
        return items.filter(path_code__in=codes)
