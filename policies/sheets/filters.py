"""The conditions of sheets and of the summary: one set of filters for page, file and API."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import query_values
from kyodo_portal.listing.filterset import ALL_YEARS, PublicFilter
from kyodo_portal.listing.query_values import RepeatedFilter
from kyodo_portal.listing.years import fiscal_year_label
from kyodo_portal.organizations.models import Department, Municipality
from policies.plans.filters import MARK, cities, item_codes, plans, years
from policies.sheets.models import EvaluationSheet


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
        filterset = cls.canonical(query)
        if default_year is not None and "fiscal_year" not in filterset:
            filterset["fiscal_year"] = str(default_year)
        return cls(filterset, queryset=cls.everything())

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
