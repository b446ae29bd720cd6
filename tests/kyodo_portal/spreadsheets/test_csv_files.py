"""CSV: encoding, line ends, empty values, and text that must not run as a formula."""

import csv
import io
from datetime import date

import pytest

from kyodo_portal.spreadsheets.columns import Column, ColumnType
from kyodo_portal.spreadsheets.csv_files import csv_cell, csv_lines, without_prefix

COLUMNS = [
    Column("name", "名称", ColumnType.TEXT, "名前"),
    Column("people", "人数", ColumnType.INTEGER, "人数"),
    Column("day", "日", ColumnType.DATE, "日", cell=lambda row: row["start"]),
]


def test_file_has_bom_crlf_and_headings():
    rows = [{"name": "清掃", "people": 0, "start": date(2025, 4, 1)}]
    text = "".join(csv_lines(COLUMNS, rows))
    assert text == "\ufeff名称,人数,日\r\n清掃,0,2025-04-01\r\n"


def test_file_of_nothing_has_its_headings():
    assert "".join(csv_lines(COLUMNS, [])) == "\ufeff名称,人数,日\r\n"


def test_none_is_empty_and_zero_is_not():
    rows = [{"name": "", "people": None, "start": None}]
    assert "".join(csv_lines(COLUMNS, rows)).splitlines()[1] == ",,"
    assert csv_cell(0) == 0


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+81", "@SUM(A1)", "-1+2", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "＠A", "－1"],
)
def test_dangerous_text_is_harmless_and_comes_back(text):
    assert csv_cell(text) == f"'{text}"
    assert without_prefix(f"'{text}") == text


@pytest.mark.parametrize("text", ["-", "--", "－", "R7.4.1", "1=1", "'引用'", "012131"])
def test_harmless_text_stays_as_it_is(text):
    assert csv_cell(text) == text
    assert without_prefix(text) == text


def test_lines_commas_and_quotes_survive_a_reader():
    awkward = 'a,b"c\nd\r\ne'
    rows = [{"name": awkward, "people": 1, "start": None}]
    text = "".join(csv_lines(COLUMNS, rows)).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [awkward, "1", ""]


def test_nul_is_left_out():
    assert csv_cell("a\0b") == "ab"
