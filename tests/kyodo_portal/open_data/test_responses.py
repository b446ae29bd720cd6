"""Formats of a list: which there are, and how files and errors are answered."""

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kyodo_portal.listing import views as listing_views
from kyodo_portal.open_data import responses
from kyodo_portal.open_data.responses import Export, requested_format, respond
from kyodo_portal.spreadsheets.columns import Column, ColumnType
from kyodo_portal.spreadsheets.workbooks import TypedWorkbook


def export(count=1, rows=({"name": "清掃"},)):
    return Export(
        name="012131_collaboration_projects_2025",
        json=lambda: {"count": count, "name": "清掃"},
        columns=[Column("name", _("名称"), ColumnType.TEXT, "名前")],
        rows=lambda: iter(rows),
        workbook=lambda: TypedWorkbook("題"),
        count=lambda: count,
    )


def asked(query):
    return requested_format(RequestFactory().get(f"/projects/{query}"))


def test_format_is_one_of_three_or_the_page():
    assert [
        asked(query) for query in ("", "?format=", "?format=json", "?format=csv", "?format=xlsx")
    ] == [
        "",
        "",
        "json",
        "csv",
        "xlsx",
    ]


@pytest.mark.parametrize(
    "query", ["?format=pdf", "?format=CSV", "?format=%00", "?format=" + "x" * 5000]
)
def test_format_of_another_name_is_refused_with_the_known_ones(query):
    with pytest.raises(BadRequest, match="json、csv、xlsx"):
        asked(query)


def test_json_is_readable():
    response = respond("json", export())
    assert response.content.decode() == '{"count": 1, "name": "清掃"}'
    assert response["Content-Type"] == "application/json"


def test_csv_is_streamed_under_its_name():
    response = respond("csv", export(rows=[{"name": f"行{number}"} for number in range(450)]))
    blocks = list(response.streaming_content)
    assert len(blocks) == 3
    assert b"".join(blocks).decode().splitlines()[-1] == "行449"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="012131_collaboration_projects_2025.csv"'
    )


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 399, 400, 401, 1_001])
def test_csv_holds_every_row_whatever_stands_at_the_end_of_a_block(count):
    rows = [{"name": f"行{number}"} for number in range(count)]
    response = respond("csv", export(rows=rows))
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[1:] == [row["name"] for row in rows]


def test_files_are_japanese_in_every_language():
    with translation.override("en"):
        response = respond("csv", export())
        text = b"".join(response.streaming_content).decode()
        assert translation.get_language() == "en"
    assert text.startswith("\ufeff名称\r\n")


def test_excel_file_bears_its_name(db):
    response = respond("xlsx", export())
    assert response["Content-Disposition"].endswith('2025.xlsx"')
    assert b"".join(response.streaming_content)[:2] == b"PK"
    for close in response._resource_closers:
        close()


def test_excel_file_of_too_many_rows_is_refused_with_a_way_out():
    with pytest.raises(BadRequest, match=r"100,000件まで.*CSV"):
        respond("xlsx", export(count=responses.MOST_EXCEL_ROWS + 1))


def test_errors_are_told_by_condition():
    response = listing_views.errors_response({"fiscal_year": ["直してください。"]})
    assert response.status_code == 400
    assert '"errors": {"fiscal_year": ["直してください。"]}' in response.content.decode()
