"""The machine-readable exports of plain lists: one page as JSON, all rows as CSV and Excel."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from kyodo_portal.listing.filterset import PublicFilter
from kyodo_portal.listing.pages import page_of
from kyodo_portal.open_data.responses import Export
from kyodo_portal.spreadsheets.columns import Column, Row, dictionary, of_files
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook

ROWS_AT_ONCE = 500


def list_export(
    request: HttpRequest,
    filterset: PublicFilter,
    *,
    name: str,
    title: str,
    columns: Sequence[Column],
    row_of: Callable[[Any], Row],
    serializer: Callable[..., Any],
) -> Export:
    """Return the export of a list under valid conditions.

    name: of the files. title: of the workbook. row_of: what `columns` and `serializer` read,
    from one of the list's objects.
    """
    shown = of_files(columns)

    def rows() -> Iterator[Row]:
        for found in filterset.rows().iterator(chunk_size=ROWS_AT_ONCE):
            yield with_host(request, row_of(found))

    def workbook() -> TypedWorkbook:
        book = TypedWorkbook(title)
        book.add_table(_("一覧"), shown, rows())
        head = [_("見出し"), _("APIの名前"), _("種類"), _("説明")]
        book.add_lines(_("説明"), [[title], head, *dictionary(shown)], [28, 28, 14, 80])
        return book

    def json() -> dict[str, Any]:
        page = page_of(filterset.rows(), request.GET)
        found = [row_of(one) for one in page]
        results = serializer(found, many=True, context={"request": request}).data
        return page_json(request, filterset.data, page, results)

    return Export(name, json, shown, rows, workbook, filterset.qs.count)


def with_host(request: HttpRequest, row: Row) -> Row:
    """Return the row with its address complete, as a file needs it."""
    return {**row, "url": request.build_absolute_uri(row["url"])}


def page_json(
    request: HttpRequest, query: QueryDict, page: Page[Any], results: Iterable[Any]
) -> dict[str, Any]:
    """Return a page of a list with the addresses of its neighbours."""

    def address(number: int) -> str:
        pairs = query.copy()
        pairs["format"], pairs["page"] = "json", str(number)
        return request.build_absolute_uri(f"{request.path}?{pairs.urlencode()}")

    return {
        "count": page.paginator.count,
        "next": address(page.next_page_number()) if page.has_next() else None,
        "previous": address(page.previous_page_number()) if page.has_previous() else None,
        "results": results,
    }
