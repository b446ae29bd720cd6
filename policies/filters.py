"""The conditions of 施策評価: one FilterSet each for page, file and API."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyodo_portal import query_values
from kyodo_portal.organizations.models import Department, Municipality
from kyodo_portal.query_values import PublicFilter, RepeatedFilter
from projects.aggregates import fiscal_year_label

from .models import EvaluationSheet, Indicator, Plan, PlanItem

ALL_YEARS = "all"
SLUG = re.compile(r"[-A-Za-z0-9_]{1,50}", re.ASCII)
# A city's own codes and letters: no spaces, control characters or overrides of the direction of
# writing. Written out, since the API's description is read by others' regular expressions.
MARK = re.compile(
    r"[^\s\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]{1,60}"
)


def plans(*, method: str) -> RepeatedFilter:
    """Return the condition of plans by their slugs."""
    return RepeatedFilter(
        label=_("計画"),
        method=method,
        help_text=_("計画のアドレスの名前"),
        pattern=SLUG,
        how=_("計画のアドレスの名前を半角の英数字で書いてください。例：tomakomai"),
    )


def item_codes(*, method: str) -> RepeatedFilter:
    """Return the condition of items by their codes."""
    return RepeatedFilter(
        label=_("施策番号"),
        method=method,
        help_text=_("計画の中の番号"),
        pattern=MARK,
        how=_("施策番号を空白なしで書いてください。例：1110111"),
    )


def years(*, method: str) -> RepeatedFilter:
    """Return the condition of fiscal years."""
    return query_values.fiscal_years(
        _("年度"),
        method=method,
        help_text=_("年度の始まる西暦の年。all はすべての年度。"),
        also=ALL_YEARS,
    )


def cities() -> RepeatedFilter:
    """Return the condition of municipalities."""
    return query_values.municipality_codes(
        _("自治体"), method="filter_municipality", help_text=_("全国地方公共団体コード（6けた）")
    )


class PlanFilter(PublicFilter):
    """Conditions on published plans."""

    municipality = cities()

    @classmethod
    def everything(cls) -> Any:
        """Return the plans that everybody may see."""
        return Plan.objects.published()


class TreeFilter(PublicFilter):
    """Conditions of the tree: whose plans, and the year of the ratings."""

    municipality = cities()
    fiscal_year = years(method="keep_plans")

    @classmethod
    def everything(cls) -> Any:
        """Return the plans that everybody may see."""
        return Plan.objects.published()

    @property
    def fiscal_year_asked(self) -> int | None:
        """Return the newest year that the query names, None where it names none."""
        typed = self.form.cleaned_data.get("fiscal_year") or []
        return max((int(year) for year in typed if year != ALL_YEARS), default=None)

    def keep_plans(self, plans: Any, _name: str, _years: list[str]) -> Any:
        return plans


class PlanItemFilter(PublicFilter):
    """Conditions on the items of published plans."""

    q = query_values.words(
        _("ことば"), method="filter_words", help_text=_("すべてのことばを含む項目。空白で区切る。")
    )
    municipality = cities()
    plan = plans(method="filter_plan")
    code = item_codes(method="filter_code")

    @classmethod
    def everything(cls) -> Any:
        """Return the items that everybody may see."""
        return PlanItem.objects.published()

    def filter_words(self, items: Any, _name: str, words: str) -> Any:
        return items.matching(words)

    def filter_municipality(self, items: Any, _name: str, codes: list[str]) -> Any:
        return items.filter(plan__municipality__code__in=codes)

    def filter_plan(self, items: Any, _name: str, slugs: list[str]) -> Any:
        return items.filter(plan__slug__in=slugs)

    def filter_code(self, items: Any, _name: str, codes: list[str]) -> Any:
        return items.filter(path_code__in=codes)


class IndicatorFilter(PublicFilter):
    """Conditions on the indicators of published sheets."""

    municipality = cities()
    plan = plans(method="filter_plan")
    code = item_codes(method="filter_code")

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


@dataclass(frozen=True)
class Condition:
    """One condition in force: the query's key and value, and words for it."""

    key: str
    value: str
    label: str | Promise


class EvaluationSheetFilter(PublicFilter):
    """Conditions on published sheets. Make it by `of(request.GET)`, with a year by default."""

    q = query_values.words(
        _("ことば"),
        method="filter_words",
        help_text=_("すべてのことばを含む評価表。空白で区切る。"),
    )
    municipality = cities()
    plan = plans(method="filter_plan")
    code = item_codes(method="filter_code")
    fiscal_year = years(method="filter_fiscal_year")
    department = query_values.ids(
        _("担当課"), method="filter_department", help_text=_("部署の番号。下の組織を含む。")
    )
    rating = RepeatedFilter(
        label=_("反映区分"),
        method="filter_rating",
        help_text=_("反映区分の記号"),
        pattern=MARK,
        how=_("反映区分の記号を書いてください。例：A"),
    )

    @classmethod
    def of(cls, query: QueryDict, *, default_year: int | None = None) -> Self:
        """Return the conditions of a query over all published sheets.

        `default_year` is the fiscal year of a query that names none.
        """
        conditions = cls.canonical(query)
        if default_year is not None and "fiscal_year" not in conditions:
            conditions["fiscal_year"] = str(default_year)
        return cls(conditions, queryset=cls.everything())

    @classmethod
    def everything(cls) -> Any:
        """Return the sheets that everybody may see."""
        return EvaluationSheet.objects.published()

    def selected(self, name: str) -> list[Any]:
        """Return the values of one repeatable condition: years as integers, without all."""
        values = self.form.cleaned_data.get(name) or []
        if name != "fiscal_year":
            return list(values)
        return [int(value) for value in values if value != ALL_YEARS]

    @property
    def shows_all_years(self) -> bool:
        """Whether the query asks for every year."""
        return ALL_YEARS in self.data.getlist("fiscal_year")

    def label_of(self, name: str) -> Any:
        """Return the words for one condition."""
        return self.filters[name].label

    @cached_property
    def conditions(self) -> list[Condition]:
        """The conditions in force, as chips and files show them."""
        words = self.form.cleaned_data.get("q")
        found = [Condition("q", words, f"「{words}」")] if words else []
        labels: dict[str, dict[Any, Any]] = {
            "fiscal_year": {year: fiscal_year_label(year) for year in self.selected("fiscal_year")},
            "municipality": self._names(Municipality, "code", "municipality"),
            "department": self._names(Department, "id", "department"),
        }
        for key in ("fiscal_year", "municipality", "department", "rating", "plan", "code"):
            values = self.selected(key)
            known = labels.get(key, {value: f"{self.label_of(key)} {value}" for value in values})
            missing = _("見つからない%(thing)s") % {"thing": self.label_of(key)}
            found += [Condition(key, str(value), known.get(value, missing)) for value in values]
        return found

    def _names(self, model: Any, field: str, key: str) -> dict[Any, str]:
        values = self.selected(key)
        found = model.objects.filter(**{f"{field}__in": values}) if values else model.objects.none()
        return dict(found.values_list(field, "name"))

    def filter_words(self, sheets: Any, _name: str, words: str) -> Any:
        return sheets.matching(words)

    def filter_plan(self, sheets: Any, _name: str, slugs: list[str]) -> Any:
        return sheets.filter(plan_item__plan__slug__in=slugs)

    def filter_code(self, sheets: Any, _name: str, codes: list[str]) -> Any:
        return sheets.filter(plan_item__path_code__in=codes)

    def filter_fiscal_year(self, sheets: Any, _name: str, typed: list[str]) -> Any:
        return sheets if ALL_YEARS in typed else sheets.in_years(int(year) for year in typed)

    def filter_department(self, sheets: Any, _name: str, ids: list[int]) -> Any:
        return sheets.of_departments(Department.objects.below(ids).values("id"))

    def filter_rating(self, sheets: Any, _name: str, codes: list[str]) -> Any:
        return sheets.filter(rating__code__in=codes)
