"""The conditions of sheets and of the summary: one set of filters for page, file and API."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.facet_values import (
    FacetValue,
    coded_values,
    named_departments,
    years,
)
from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.query_values import RepeatedFilter
from kyodo_portal.listing.tables import counts_of
from kyodo_portal.listing.years import year_label
from kyodo_portal.organizations.models import Department
from policies.plans.filters import MARK, fiscal_years, item_codes, plans
from policies.plans.models.plan import RatingGrade
from policies.sheets.models import EvaluationSheet

RATING = _("反映区分")


def rating_names(codes: Iterable[str]) -> dict[str, str]:
    """Return 反映区分 A for each of these codes on the scale of a published plan."""
    found = RatingGrade.objects.filter(code__in=codes, plan__is_published=True)
    codes_found = found.order_by().values_list("code", flat=True)
    return {code: f"{RATING} {code}" for code in codes_found}


def ratings(sheets: Any, selected: Sequence[str]) -> list[FacetValue]:
    """Return the ratings of sheets with their meaning, in the order of their codes."""
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in counts_of(sheets, "rating__code", "rating__label"):
        if code := row["rating__code"]:
            labels.setdefault(code, f"{code} {row['rating__label']}")
            counts[code] = counts.get(code, 0) + row["count"]
    if unseen := set(selected) - set(labels):
        grades = RatingGrade.objects.filter(code__in=unseen, plan__is_published=True)
        labels |= {grade.code: f"{grade.code} {grade.label}" for grade in grades}
    return coded_values(sorted(labels.items()), counts, selected)


class EvaluationSheetFilter(PublicFilter):
    """Conditions on published sheets."""

    q = query_values.words(_("すべてのことばを含む評価表。空白で区切る。"))
    municipality = query_values.municipality_codes()
    plan = plans()
    code = item_codes()
    fiscal_year = fiscal_years()
    department = query_values.departments(_("担当課"))
    rating = RepeatedFilter(
        label=RATING,
        method="filter_rating",
        help_text=_("反映区分の記号"),
        pattern=MARK,
        how=_("反映区分の記号を書いてください。例：A"),
        names_of=rating_names,
    )

    facets: ClassVar = {
        "fiscal_year": partial(years, label_of=year_label),
        "department": partial(named_departments, field="sections__department"),
        "rating": ratings,
    }

    @classmethod
    def everything(cls) -> Any:
        """Return the sheets that everybody may see."""
        return EvaluationSheet.objects.published()

    def filter_plan(self, sheets: Any, _name: str, slugs: list[str]) -> Any:
        return sheets.filter(plan_item__plan__slug__in=slugs)

    def filter_code(self, sheets: Any, _name: str, codes: list[str]) -> Any:
        return sheets.filter(plan_item__path_code__in=codes)

    def filter_department(self, sheets: Any, _name: str, ids: list[int]) -> Any:
        return sheets.of_departments(Department.objects.below(ids).values("id"))

    def filter_rating(self, sheets: Any, _name: str, codes: list[str]) -> Any:
        return sheets.filter(rating__code__in=codes)
