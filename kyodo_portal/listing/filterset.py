"""The conditions of a list as a set of filters: one for page, file and API."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.facet_values import ValuesOf
from kyodo_portal.listing.query_values import MOST_VALUES_OF_A_QUERY, RepeatedFilter, canonical
from kyodo_portal.text import Label

ALL_YEARS = "all"


@dataclass(frozen=True)
class Condition:
    """One condition in force: the query's key and value, and words for it."""

    key: str
    value: str
    label: Label


class PublicFilter(django_filters.FilterSet):
    """Conditions on what everybody may see. Make it by `of(request.GET)`.

    `is_valid()` first: with bad values `form.errors` says what to mend, and the answer is
    400. `qs` are the records without an order, for aggregates; `rows()` the list.

    facets: the conditions that are offered beside the list, in their order, each with what
    makes its values. unused: names of its page's query that do nothing to it.
    """

    facets: ClassVar[Mapping[str, ValuesOf]] = {}
    unused: ClassVar[Collection[str]] = ()

    @classmethod
    def canonical(cls, query: QueryDict) -> QueryDict:
        """Return the conditions of a query in one spelling: known, not empty, sorted."""
        return canonical(cls, query)

    @classmethod
    def of(cls, query: QueryDict, *, default_year: int | None = None) -> Self:
        """Return the conditions of a query over all that is public.

        default_year: the fiscal year of a query that names none.
        """
        data = cls.canonical(query)
        if default_year is not None and "fiscal_year" not in data:
            data["fiscal_year"] = str(default_year)
        return cls(data, queryset=cls.everything())

    @classmethod
    def everything(cls) -> Any:
        """Return what the conditions select from."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        """Whether every value can be used, and there are not too many of them together."""
        valid: bool = super().is_valid()
        given = sum(len(self.data.getlist(name)) for name in self.data) if self.data else 0
        if given > MOST_VALUES_OF_A_QUERY:
            self.form.add_error(
                None,
                _("条件は全部で%(most)sまで選べます。減らしてください。")
                % {"most": MOST_VALUES_OF_A_QUERY},
            )
            return False
        return valid

    def rows(self) -> Any:
        """Return the list in its order."""
        return self.qs.for_list()

    def records_without(self, name: str) -> Any:
        """Return the records under all conditions but one."""
        records = self.queryset.all()
        for key, value in self.form.cleaned_data.items():
            if key != name:
                records = self.filters[key].filter(records, value)
        return records

    def selected(self, name: str) -> list[Any]:
        """Return the checked values of one repeatable condition, without すべての年度."""
        return [value for value in self.form.cleaned_data.get(name) or [] if value != ALL_YEARS]

    @property
    def shows_all_years(self) -> bool:
        """Whether the query asks for every year."""
        return ALL_YEARS in self.data.getlist("fiscal_year")

    def label_of(self, name: str) -> Label:
        """Return the words for one condition."""
        label: Label = self.filters[name].label
        return label

    @cached_property
    def conditions(self) -> list[Condition]:
        """The words and the repeatable conditions in force, as chips and files show them.

        They stand as their facets do, the words first, what has no facet last. One query for
        each condition in force whose values have names of their own.
        """
        words = self.form.cleaned_data.get("q")
        found = [Condition("q", words, f"「{words}」")] if words else []
        for name in dict.fromkeys([*self.facets, *self.filters]):
            if isinstance(self.filters[name], RepeatedFilter):
                found += self._conditions_of(name)
        return found

    @property
    def in_words(self) -> str:
        """The conditions in force as one line of a file."""
        found = [f"{self.label_of(one.key)}：{one.label}" for one in self.conditions]
        return "、".join(found) or str(_("なし（すべて）"))

    def _conditions_of(self, name: str) -> list[Condition]:
        if not (selected := self.selected(name)):
            return []
        names = self.filters[name].names_of(selected)
        unknown = self.filters[name].unknown_words
        # As they were typed: 007 is taken out of the address as 007.
        typed = [text for text in dict.fromkeys(self.data.getlist(name)) if text != ALL_YEARS]
        return [
            Condition(name, text, names.get(value, unknown))
            for text, value in zip(typed, selected, strict=True)
        ]

    def filter_words(self, records: Any, _name: str, words: str) -> Any:
        """Keep what holds every word."""
        return records.matching(words)

    def filter_municipality(self, records: Any, _name: str, codes: list[str]) -> Any:
        """Keep what belongs to these municipalities."""
        return records.filter(municipality__code__in=codes)

    def filter_fiscal_year(self, records: Any, _name: str, years: list[Any]) -> Any:
        """Keep what is of these fiscal years."""
        return records if ALL_YEARS in years else records.filter(fiscal_year__in=years)
