"""The conditions of a list as a set of filters: one for page, file and API."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

import django_filters
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing.query_values import MOST_VALUES_OF_A_QUERY, canonical


class PublicFilter(django_filters.FilterSet):
    """Conditions on what everybody may see. Make it by `of(request.GET)`.

    `is_valid()` first: with bad values `form.errors` says what to mend, and the answer is
    400. `rows()` is the list in its order.
    """

    @classmethod
    def canonical(cls, query: QueryDict) -> QueryDict:
        """Return the conditions of a query in one spelling: known, not empty, sorted."""
        return canonical(cls, query)

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

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Return the conditions of a query over all that is public."""
        return cls(cls.canonical(query), queryset=cls.everything())

    @classmethod
    def everything(cls) -> Any:
        """Return what the conditions select from."""
        raise NotImplementedError

    def rows(self) -> Any:
        """Return the list in its order."""
        return self.qs.for_list()

    def filter_municipality(self, records: Any, _name: str, codes: list[str]) -> Any:
        """Keep what belongs to these municipalities."""
        return records.filter(municipality__code__in=codes)


ALL_YEARS = "all"


@dataclass(frozen=True)
class Condition:
    """One condition in force: the query's key and value, and words for it."""

    key: str
    value: str
    label: str | Promise


class Listed(Protocol):
    """What chips, facets and coverage ask of any list's conditions."""

    data: QueryDict

    @property
    def conditions(self) -> Sequence[Condition]:
        """The conditions in force but the order, with words for them."""

    def records_without(self, name: str) -> Any:
        """Return the records under all conditions but one."""

    def selected(self, name: str) -> list[Any]:
        """Return the values of one condition."""

    def label_of(self, name: str) -> str | Promise:
        """Return the words for one condition."""
