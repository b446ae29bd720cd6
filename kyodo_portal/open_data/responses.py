"""The machine-readable exports of a list or summary: the same rows as JSON, CSV and Excel."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from kyodo_portal.listing.views import json_response
from kyodo_portal.spreadsheets.columns import Column, Row
from kyodo_portal.spreadsheets.csv_files import csv_lines
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook
from kyodo_portal.text import quotable

FORMAT_CODES = ("json", "csv", "xlsx")
# Files are the city's own documents: Japanese, in whatever language the page is.
LANGUAGE = "ja"
# An Excel file of more rows takes longer than anybody waits; CSV is streamed.
MOST_EXCEL_ROWS = 100_000
LINES_AT_ONCE = 200


@dataclass(frozen=True)
class Export:
    """What a list or summary says besides its page.

    name: the file's name without ending, `012131_collaboration_projects_2025`.
    json: the page with counts and links. columns and rows: the CSV, all rows in the shown
    order. workbook: the Excel file; count: how many rows it has.
    """

    name: str
    json: Callable[[], Mapping[str, Any]]
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Row]]
    workbook: Callable[[], TypedWorkbook]
    count: Callable[[], int]


def requested_format(request: HttpRequest) -> str:
    """Return json, csv or xlsx, "" for the page itself. Raises BadRequest for another one."""
    wanted = request.GET.get("format", "").strip()
    if wanted and wanted not in FORMAT_CODES:
        raise BadRequest(
            _(
                "形式「%(format)s」はありません。format には json、csv、xlsx のどれかを書いてください。"
            )
            % {"format": quotable(wanted)}
        )
    return wanted


def respond(format: str, export: Export) -> HttpResponseBase:  # noqa: A002 (the query's own name)
    """Return an export in one of FORMAT_CODES; rows are read while the CSV is sent."""
    if format == "json":
        return json_response(export.json())
    with translation.override(LANGUAGE):
        return csv_response(export) if format == "csv" else xlsx_response(export)


def csv_response(export: Export) -> StreamingHttpResponse:
    """Return the rows as a CSV file, sent while they are read."""
    response = StreamingHttpResponse(
        _in_blocks(csv_lines(export.columns, export.rows())), content_type="text/csv; charset=utf-8"
    )
    return _named(response, f"{export.name}.csv")


def xlsx_response(export: Export) -> HttpResponseBase:
    """Return the workbook. Raises BadRequest when it would be too long to wait for."""
    if export.count() > MOST_EXCEL_ROWS:
        raise BadRequest(
            _(
                "Excelで保存できるのは%(most)s件までです。年度や部署で絞り込むか、CSVを使ってください。"
            )
            % {"most": f"{MOST_EXCEL_ROWS:,}"}
        )
    return workbook_response(export.workbook(), f"{export.name}.xlsx")


def workbook_response(book: TypedWorkbook, filename: str) -> FileResponse:
    """Return a workbook to be saved under a name."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=filename,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def _named(response: Any, filename: str) -> Any:
    response["Content-Disposition"] = content_disposition_header(True, filename)
    return response


def _in_blocks(lines: Iterator[str]) -> Iterator[str]:
    """Join lines, and make them in the files' language whenever they are asked for."""
    while True:
        with translation.override(LANGUAGE):
            block = "".join(islice(lines, LINES_AT_ONCE))
        if not block:
            return
        yield block
