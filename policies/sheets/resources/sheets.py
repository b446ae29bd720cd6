"""What API and files say of sheets and 施策; keys and help come from `columns`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyodo_portal.open_data.column_types import fields_of, serializer_of
from kyodo_portal.open_data.exports import with_host
from kyodo_portal.open_data.provenance import edition_sources
from kyodo_portal.open_data.resource import Resource
from kyodo_portal.open_data.responses import Export
from kyodo_portal.spreadsheets.columns import Column, Row, of_files
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook
from policies import AREA
from policies.plans.resources import PLAN_ITEMS
from policies.plans.rows.tree import Node
from policies.sheets.columns import MEASURE_COLUMNS, SHEET_COLUMNS, SHEET_VALUE_COLUMNS
from policies.sheets.filters import EvaluationSheetFilter
from policies.sheets.models import EvaluationSheet
from policies.sheets.resources.workbooks import about, value_rows
from policies.sheets.rows.plain import sheet_rows

EVALUATION_SHEETS = Resource(
    name="evaluation-sheets",
    order=32,
    component="EvaluationSheet",
    title=gettext_lazy("施策評価表"),
    description="施策評価表。1つの施策の1つの年度が1件です。評価は市の自己評価です。",
    filterset=EvaluationSheetFilter,
    rows=sheet_rows,
    columns=SHEET_COLUMNS,
    sources=edition_sources(AREA, lambda sheet: (sheet.municipality.code, sheet.fiscal_year)),
)
MeasureSerializer = serializer_of("Measure", fields_of(MEASURE_COLUMNS))

Rows = Sequence[Row]
# In the name of a file of 施策, each with its newest sheet.
NEWEST_YEAR = "newest_year"


def file_name(*parts: object) -> str:
    """Return the name of a file: 012131_policies_2019."""
    return "_".join(str(part) for part in parts if part)


def measures_export(
    request: HttpRequest, name: str, rows: Callable[[], Rows], item: Node | None = None
) -> Export:
    """Return a list of 施策: of whole plans, or of the branch below an item."""

    def of_host() -> Iterator[Row]:
        return (with_host(request, row) for row in rows())

    def json() -> dict[str, Any]:
        found = list(of_host())
        head = {"item": item_json(request, item)} if item else {}
        results = MeasureSerializer(found, many=True).data
        return {**head, "count": len(found), "next": None, "previous": None, "results": results}

    def workbook() -> TypedWorkbook:
        title = _("施策の一覧")
        book = TypedWorkbook(title)
        book.add_table(_("施策"), of_files(MEASURE_COLUMNS), of_host())
        add_about(book, title, [MEASURE_COLUMNS])
        return book

    return Export(
        name, json, of_files(MEASURE_COLUMNS), of_host, workbook, lambda: len(list(rows()))
    )


def sheets_export(
    request: HttpRequest,
    name: str,
    node: Node,
    sheets: Sequence[EvaluationSheet],
    more: Callable[[], Row],
) -> Export:
    """Return the sheets of one 施策. more: what its JSON says besides."""

    def of_host() -> list[Row]:
        return [with_host(request, row) for row in sheet_rows(sheets)]

    def json() -> dict[str, Any]:
        results = EVALUATION_SHEETS.answer(request, EVALUATION_SHEETS.records(sheets))
        return {"item": item_json(request, node), "sheets": results, **more()}

    def workbook() -> TypedWorkbook:
        title = _("施策評価表 %(code)s") % {"code": node.item.path_code}
        rows = of_host()
        book = TypedWorkbook(title)
        book.add_table(_("評価表"), EVALUATION_SHEETS.file_columns, rows)
        book.add_table(_("評価指標"), SHEET_VALUE_COLUMNS, sheet_value_rows(rows))
        add_about(book, title, [SHEET_COLUMNS])
        return book

    return Export(
        name, json, EVALUATION_SHEETS.file_columns, of_host, workbook, lambda: len(sheets)
    )


def sheet_value_rows(sheets: Sequence[Row]) -> Iterator[Row]:
    """Yield every value on sheets of one 施策, once each: the newest sheet has all of them."""
    newest = sheets[:1]
    for sheet in newest:
        yield from value_rows({**one, "code": sheet["code"]} for one in sheet["indicators"])


def item_json(request: HttpRequest, node: Node) -> Any:
    """Return an item of the plan as the API says it."""
    return PLAN_ITEMS.answer(request, PLAN_ITEMS.records([node.item]))[0]


def add_about(book: TypedWorkbook, title: str, tables: Iterable[Sequence[Column]]) -> None:
    """Add 説明: what the file is, and what its columns mean."""
    book.add_lines(_("説明"), about(title, tables), [28, 28, 14, 80])
