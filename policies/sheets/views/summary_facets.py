"""The conditions beside the summary: years, departments and ratings of published sheets."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from kyodo_portal.listing.facets import MOST_VALUES, FacetGroup, FacetValue
from kyodo_portal.listing.filterset import ALL_YEARS
from kyodo_portal.listing.years import year_label
from policies.sheets.filters import EvaluationSheetFilter

# (value, words, number of sheets), without regard to the other conditions.
Found = Iterable[tuple[Any, str, int]]


def facet_groups(filterset: EvaluationSheetFilter) -> list[FacetGroup]:
    """Return the conditions that can be chosen, each value with its number of sheets.

    The numbers are of all published sheets. Three queries, and one more for several cities.
    """
    sheets = EvaluationSheetFilter.everything().order_by()
    years = list(_counts(sheets, "fiscal_year"))
    total = sum(count for _year, count in years)
    found = [(year, year_label(year), count) for year, count in reversed(years)]
    departments = [
        (pk, f"{parent} {name}" if parent else name, count)
        for _order, pk, name, parent, count in _counts(
            sheets.filter(sections__isnull=False),
            "sections__department__sort_order",
            "sections__department_id",
            "sections__department__name",
            "sections__department__parent__name",
        )
    ]
    ratings = [
        (code, f"{code} {label}", count)
        for code, label, count in _counts(
            sheets.filter(rating__isnull=False), "rating__code", "rating__label"
        )
    ]
    every = [(ALL_YEARS, _("すべての年度"), total)] if len(found) > 1 else []
    return [
        _group(filterset, "fiscal_year", [*found, *every]),
        _group(filterset, "department", departments),
        _group(filterset, "rating", ratings),
    ]


def _counts(sheets: Any, *fields: str) -> Any:
    return sheets.values_list(*fields).annotate(count=Count("id", distinct=True)).order_by(*fields)


def _group(filterset: EvaluationSheetFilter, key: str, found: Found) -> FacetGroup:
    selected = filterset.data.getlist(key)
    values = [FacetValue(value, label, n, str(value) in selected) for value, label, n in found]
    more = values[MOST_VALUES:]
    return FacetGroup(
        key=key,
        label=filterset.label_of(key),
        values=values[:MOST_VALUES],
        more_values=more,
        is_more_open=any(value.is_selected for value in more),
    )
