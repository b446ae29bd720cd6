"""What the files of every list have in common: addresses, a page as JSON, an Excel file."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.listing.addresses import absolute_url, canonical_query
from kyodo_portal.spreadsheets.columns import Column, Row, dictionary
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook

ROWS_AT_ONCE = 500
# What a file's name says of several years: all of them, or these.
ALL_YEARS_IN_NAME = "all_years"
MOST_YEARS_IN_NAME = 3


def with_host(request: HttpRequest, row: Row) -> Row:
    """Return the row with its address, if it has one, complete, as a file needs it."""
    return {**row, "url": absolute_url(request, row["url"])} if "url" in row else row


def years_in_name(fiscal_years: Sequence[int]) -> str:
    """Return the years that were asked for as part of a file's name; none are all."""
    if not fiscal_years:
        return ALL_YEARS_IN_NAME
    if len(fiscal_years) > MOST_YEARS_IN_NAME:
        return f"{len(fiscal_years)}_years"
    return "_".join(str(year) for year in sorted(fiscal_years))


def list_workbook(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    sheet: str = "",
    notes: Sequence[str] = (),
) -> TypedWorkbook:
    """Return an Excel file of a list and what its columns mean; `notes` stand under its title."""
    book = TypedWorkbook(title)
    book.add_table(sheet or _("一覧"), columns, rows)
    head = [_("見出し"), _("APIの名前"), _("種類"), _("説明")]
    about = [[title], *[[note] for note in notes], head]
    book.add_lines(_("説明"), [*about, *dictionary(columns)], [28, 28, 14, 80])
    return book


def page_json(
    request: HttpRequest, query: QueryDict, page: Page[Any], results: Iterable[Any]
) -> dict[str, Any]:
    """Return a page of a list with the addresses of its neighbours."""

    def address(number: int) -> str:
        pairs = {"format": "json", "page": number}
        return absolute_url(request, request.path + canonical_query(query, pairs))

    return {
        "count": page.paginator.count,
        "next": address(page.next_page_number()) if page.has_next() else None,
        "previous": address(page.previous_page_number()) if page.has_previous() else None,
        "results": results,
    }
