"""The areas as public pages know them: each app's `area.py` adds its own.

Each says how many records are published by municipality and fiscal year. From these counts
and the editions come the figures of the home page and the table of years.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from kyodo_portal.listing.tables import grouped
from kyodo_portal.publishing.areas import areas
from kyodo_portal.text import Label

# (code of the municipality, fiscal year) -> number of published records
Counts = Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class ChangeSource:
    """One model whose publications and corrections the home page tells.

    what: what its records are. names: the relation that `name_of` reads. has_years: whether
    its records belong to fiscal years.
    """

    model: Any
    what: Label
    list_url_name: str
    names: str
    name_of: Callable[[Any], str]
    url_of: Callable[[Any], str]
    has_years: bool = True


@dataclass(frozen=True)
class DepartmentWork:
    """One kind of work that lists of departments count: 施策, 公約, 事例.

    pairs: each department (id) with what is published and names it, so that what names two
    below one 部 is counted there once.
    """

    label: Label
    pairs: Callable[[], Iterable[tuple[int, Hashable]]]


@dataclass(frozen=True)
class YearWords:
    """How the documents of a year themselves say it; "" where they say nothing else.

    unit: what is counted; as_of: of when they tell; released: when they were published.
    """

    unit: Label = ""
    as_of: str = ""
    released: str = ""


# (area, code of the municipality, fiscal year) -> what its documents call that year
AreaYears = Mapping[tuple[str, str, int], YearWords]


@dataclass(frozen=True)
class AreaPages:
    """How public pages show one area.

    area: its code. unit: follows its figures. more: leads to its list. counts: how many of
    its records are published. sponsorships: how many of these are 後援, which totals tell
    apart. changes: what the home page tells of. department_work: what is counted of departments.
    year_words: what documents call their year, by municipality (code) and fiscal year.
    """

    area: str
    description: Label
    unit: Label
    more: Label
    list_url_name: str
    counts: Callable[[], Counts]
    sponsorships: Callable[[], Counts] = dict
    changes: tuple[ChangeSource, ...] = ()
    department_work: tuple[DepartmentWork, ...] = ()
    year_words: Callable[[], Mapping[tuple[str, int], YearWords]] = dict

    @property
    def label(self) -> Label:
        """Return the area's name."""
        return areas.by_code[self.area].label

    def list_url(self, **query: str | int) -> str:
        """Return the address of the area's list under these conditions."""
        address = reverse(self.list_url_name)
        return f"{address}?{urlencode(query)}" if query else address


def counted_by_year(records: Any) -> Counts:
    """Return the numbers of records (a queryset) by municipality and fiscal year."""
    rows = grouped(records, "municipality__code", "fiscal_year").annotate(count=Count("id"))
    return {(row["municipality__code"], row["fiscal_year"]): row["count"] for row in rows}


def department_pairs(records: Any, field: str, *, thing: str = "pk") -> list[tuple[int, int]]:
    """Return each department that records (a queryset) name in a field, with what names it.

    thing: the field that tells what is counted, by default the record itself. One query.
    """
    named = records.filter(**{f"{field}__isnull": False})
    return list(named.order_by().values_list(field, thing).distinct())


area_pages: list[AreaPages] = []
"""The areas that public pages show, in the order of the installed apps."""


def words_of_years() -> AreaYears:
    """Return what the documents of every area call their years."""
    return {
        (pages.area, code, year): words
        for pages in area_pages
        for (code, year), words in pages.year_words().items()
    }
