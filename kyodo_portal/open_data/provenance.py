"""What every record of open data says of itself: when it was last changed, and from which source."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kyodo_portal.open_data.column_types import Group, Moment, part
from kyodo_portal.publishing.models import Edition
from kyodo_portal.spreadsheets.columns import Column, ColumnType, Row

# From a block of a list's objects to the source of each, at a fixed number of queries.
Sources = Callable[[Sequence[Any]], Iterable[Row | None]]
# From an object to its municipality's code and the fiscal year whose document it stands in.
PlaceAndYear = Callable[[Any], tuple[str, int]]

SOURCE = Group(
    "Source",
    [
        part("title", ColumnType.TEXT, _("資料の題名")),
        part("url", ColumnType.TEXT, _("資料のアドレス。分からないときは null"), nullable=True),
        part(
            "as_of",
            ColumnType.DATE,
            _("資料がいつの時点のものか。資料に書かれていないときは null"),
            nullable=True,
        ),
    ],
    words=lambda source: str(source["title"]),
)
# They stand in API and JSON alone: files say their source and version on a sheet of their own.
PROVENANCE = [
    Column(
        "updated_at",
        _("最終更新"),
        Moment(),
        _("記録を最後に直した日時。分からないときは null。"),
        nullable=True,
        in_api_alone=True,
    ),
    Column(
        "version",
        _("版"),
        ColumnType.INTEGER,
        _("記録を直すたびに1つ増える番号。"),
        in_api_alone=True,
    ),
    Column(
        "source",
        _("元の資料"),
        SOURCE,
        _("記録をうつした資料。title、url、as_of。登録されていないときは null。"),
        nullable=True,
        in_api_alone=True,
    ),
]


def no_sources(found: Sequence[Any]) -> Iterable[None]:
    """Say of no object from which document it is."""
    return [None] * len(found)


def source_row(title: str, *, url: str = "", as_of: date | None = None) -> Row | None:
    """Return a document as a source; None for one without a title."""
    return {"title": title, "url": url or None, "as_of": as_of} if title else None


def each_source(source_of: Callable[[Any], Row | None]) -> Sources:
    """Return what takes sources from objects one by one, without a query."""
    return lambda found: [source_of(one) for one in found]


def edition_sources(area: str, place_and_year: PlaceAndYear) -> Sources:
    """Return what names the document of the published edition of each object's year. One query."""

    def sources(found: Sequence[Any]) -> Iterator[Row | None]:
        wanted = [place_and_year(one) for one in found]
        if not wanted:
            return
        codes, years = {code for code, _year in wanted}, {year for _code, year in wanted}
        editions = Edition.objects.in_view(area, fiscal_years=sorted(years), codes=sorted(codes))
        known = {
            (edition.municipality.code, edition.fiscal_year): source_row(
                edition.source_title, url=edition.source_url
            )
            for edition in editions
        }
        yield from (known.get(key) for key in wanted)

    return sources


def with_provenance(
    found: Sequence[Any], rows: Iterable[Row], sources: Iterable[Row | None]
) -> Iterator[Row]:
    """Yield the row of each object with its provenance; plain rows of `values()` hold their own."""
    for one, row, source in zip(found, rows, sources, strict=True):
        known = one if isinstance(one, dict) else vars(one)
        said = {"updated_at": known["updated_at"], "version": known["version"], "source": source}
        yield {**row, **said}
