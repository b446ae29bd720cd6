"""A list of open data, declared once: API, JSON, CSV, Excel, dictionary and description follow."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.http import HttpRequest, QueryDict
from rest_framework import serializers

from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.pages import page_of
from kyodo_portal.listing.query_values import ID
from kyodo_portal.open_data.column_types import fields_of, serializer_of
from kyodo_portal.open_data.exports import ROWS_AT_ONCE, list_workbook, page_json, with_host
from kyodo_portal.open_data.provenance import PROVENANCE, Sources, no_sources, with_provenance
from kyodo_portal.open_data.responses import Export
from kyodo_portal.spreadsheets.columns import Column, Row, of_files
from kyodo_portal.text import Label

Rows = Callable[[list[Any]], Iterable[Row]]


def each(row_of: Callable[[Any], Row]) -> Rows:
    """Return what makes rows of objects one by one, without a query."""
    return lambda found: [row_of(one) for one in found]


@dataclass(frozen=True, eq=False, kw_only=True)
class Resource:
    """A list that everybody may read.

    name: its address in the API, and its anchor on the page of open data. order: its place
    among the API's lists. component: its record's name in the API's description. title: what
    one record is called; table_title, file_title: its dictionary and its Excel file, where
    they say more. description: in Japanese, as the API's description is in every language.

    filterset: its conditions. rows: takes a block of its objects to plain rows, names of
    related objects among them, at a fixed number of queries. columns: what a row says, in the
    order of the API; after them every record says its provenance. sources: from which document
    each object of a block is. lines: the key of the list of which files have a line for each item.

    lookup, lookup_pattern: the field by which a single record is found. single: among which
    records, where they are not those that the conditions select from.
    """

    name: str
    order: int
    component: str
    title: Label
    description: str
    filterset: type[PublicFilter]
    rows: Rows
    columns: Sequence[Column]
    sources: Sources = no_sources
    lines: str = ""
    table_title: Label = ""
    file_title: Label = ""
    lookup: str = "pk"
    lookup_pattern: str = ID.pattern
    single: Callable[[], Any] | None = None

    def __post_init__(self) -> None:
        """Refuse columns that would be in the API alone, and a key given twice."""
        lost = [column.key for column in self.columns if not column.has_flat_form]
        if lost:
            raise ValueError(f"{self.name}: {', '.join(lost)} cannot stand in a file")
        keys = [column.key for column in self.table]
        if len(set(keys)) < len(keys):
            raise ValueError(f"{self.name}: a key stands twice among {', '.join(keys)}")

    @cached_property
    def serializer(self) -> type[serializers.Serializer]:
        """What the API says of a row."""
        fields = fields_of([*self.columns, *PROVENANCE], titled=True)
        return serializer_of(self.component, fields, self.description)

    @cached_property
    def file_columns(self) -> list[Column]:
        """The columns of its files."""
        return of_files(self.columns)

    @property
    def table(self) -> list[Column]:
        """Every column with its meaning: what stands in the API, then what it is in files."""
        own = [one for column in self.columns for one in (column, *column.flat)]
        return [*own, *PROVENANCE]

    def everything(self) -> Any:
        """Return the public records, among which a single one is found."""
        return self.single() if self.single else self.filterset.everything()

    def records(self, found: Sequence[Any]) -> list[Row]:
        """Return objects of the list as the rows of the API, each with its provenance."""
        return list(with_provenance(found, self.rows(list(found)), self.sources(found)))

    def answer(self, request: HttpRequest, rows: Iterable[Row]) -> Any:
        """Return rows of `records` as the API says them."""
        return self.serializer(list(rows), many=True, context={"request": request}).data

    def file_rows(self, request: HttpRequest, filterset: PublicFilter) -> Iterator[Row]:
        """Yield the rows of files under valid conditions, in the shown order, block by block."""
        found = filterset.rows().iterator(chunk_size=ROWS_AT_ONCE)
        while block := list(islice(found, ROWS_AT_ONCE)):
            for row in self.rows(block):
                complete = with_host(request, row)
                if not self.lines:
                    yield complete
                    continue
                yield from ({**complete, **line} for line in row[self.lines])

    def page(self, request: HttpRequest, filterset: PublicFilter) -> dict[str, Any]:
        """Return the asked page of the list: count, neighbours, results as the API says them."""
        page = page_of(filterset.rows(), request.GET)
        results = self.answer(request, self.records(list(page)))
        return page_json(request, filterset.data, page, results)

    def export(self, request: HttpRequest, filterset: PublicFilter, name: str = "") -> Export:
        """Return the list under valid conditions. name: of the files, if not the list's own."""
        title = str(self.file_title or self.title)

        def rows() -> Iterator[Row]:
            return self.file_rows(request, filterset)

        return Export(
            name=name or self.name.replace("-", "_"),
            json=lambda: self.page(request, filterset),
            columns=self.file_columns,
            rows=rows,
            workbook=lambda: list_workbook(title, self.file_columns, rows()),
            count=filterset.rows().count,
        )

    def export_of(self, request: HttpRequest, pk: int, name: str) -> Export:
        """Return one published record as a list of one."""
        only = self.filterset(QueryDict(), queryset=self.everything().filter(pk=pk))
        only.is_valid()
        return self.export(request, only, name)
