"""オープンデータ: what can be taken home in which format, and what its columns mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from kyodo_portal.open_data.formats import LIST_FORMATS
from kyodo_portal.open_data.resource import Resource
from kyodo_portal.spreadsheets.columns import Column
from kyodo_portal.text import Label


@dataclass(frozen=True)
class Download:
    """A list or summary that can be saved as it is shown."""

    title: Label
    description: Label
    url_name: str
    query: str = ""

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return reverse(self.url_name) + (f"?{self.query}" if self.query else "")

    @property
    def files(self) -> list[tuple[str, str]]:
        """Return address and name of each format."""
        query = f"{self.query}&" if self.query else ""
        address = reverse(self.url_name)
        return [(f"{address}?{query}format={code}", name) for code, name in LIST_FORMATS]


@dataclass(frozen=True)
class Dictionary:
    """The meaning of every column of a table; `key` is its anchor on the page."""

    key: str
    title: Label
    columns: Sequence[Column]


@dataclass
class Catalogue:
    """What the open data page lists, in the order in which it was brought.

    tables: the lists of open data, and the dictionaries of files that are none of them.
    """

    downloads: list[Download] = field(default_factory=list)
    tables: list[Resource | Dictionary] = field(default_factory=list)

    def add(
        self,
        *,
        downloads: Sequence[Download] = (),
        tables: Sequence[Resource | Dictionary] = (),
    ) -> None:
        """Add what one area brings."""
        self.downloads.extend(downloads)
        self.tables.extend(tables)

    @property
    def resources(self) -> list[Resource]:
        """The lists of open data, in the API's order."""
        found = [table for table in self.tables if isinstance(table, Resource)]
        return sorted(found, key=lambda resource: resource.order)

    @property
    def dictionaries(self) -> list[Dictionary]:
        """What the columns of every table mean."""
        return [_dictionary_of(table) for table in self.tables]


def _dictionary_of(table: Resource | Dictionary) -> Dictionary:
    if isinstance(table, Dictionary):
        return table
    return Dictionary(table.name, table.table_title or table.title, table.table)


catalogue = Catalogue()
