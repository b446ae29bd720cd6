"""Excel files, opened again: types, formats, limits, and text that is no formula."""

import io
import zipfile
from datetime import date

import pytest
from django.utils import translation
from openpyxl import load_workbook

from kyodo_portal.spreadsheets.columns import Column, ColumnType
from kyodo_portal.spreadsheets.workbooks import MOST_CHARACTERS, Bars, TypedWorkbook, excel_text

COLUMNS = [
    Column("text", "名称", ColumnType.TEXT, "名前"),
    Column("number", "人数", ColumnType.INTEGER, "人数"),
    Column("day", "日", ColumnType.DATE, "日"),
    Column("long", "内容", ColumnType.LONG_TEXT, "文章"),
]


def saved(book):
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def table(*rows):
    book = TypedWorkbook("題")
    filled = [{"text": "", "number": None, "day": None, "long": "", **row} for row in rows]
    book.add_table("一覧", COLUMNS, filled)
    return load_workbook(saved(book))["一覧"]


def test_headings_stand_in_the_first_row():
    sheet = table()
    assert [cell.value for cell in sheet[1]] == ["名称", "人数", "日", "内容"]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("text", ["=1+1", "+81", "-1", "@SUM(A1)", "012131", "2025", " 前後 "])
def test_text_stays_text(text):
    cell = table({"text": text})["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_text_like_a_formula_stays_text_when_it_is_edited():
    sheet = table({"text": "=1+1", "long": "ふつう"})
    assert sheet["A2"].quotePrefix
    assert not sheet["D2"].quotePrefix


def test_numbers_are_numbers_and_none_is_no_cell():
    sheet = table({"number": 0}, {"number": None}, {"number": 12827})
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [0, None, 12827]
    assert sheet["B4"].data_type == "n"


def test_dates_are_dates():
    cell = table({"day": date(2025, 4, 1)})["C2"]
    assert cell.is_date
    assert cell.value.date() == date(2025, 4, 1)
    assert cell.number_format == "yyyy-mm-dd"


def test_dates_that_excel_does_not_know_are_text():
    cell = table({"day": date(1868, 10, 23)})["C2"]
    assert (cell.value, cell.data_type) == ("1868-10-23", "s")


def test_signs_that_xml_lacks_are_replaced():
    assert excel_text("a\0b\x1fc\ud800d\tと\n") == "a〓b〓c〓d\tと\n"
    assert table({"text": "a\x0bb"})["A2"].value == "a〓b"


def test_text_that_excel_would_decode_is_escaped():
    assert excel_text("_x0041_と_x_") == "_x005F_x0041_と_x_"


@pytest.mark.parametrize("sign", ["あ", "𠮷"])
def test_text_beyond_the_limit_ends_in_words(sign):
    with translation.override("ja"):
        text = excel_text(sign * (MOST_CHARACTERS + 1))
    assert len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert text.endswith("全文はCSVかAPIにあります）")
    assert excel_text("あ" * MOST_CHARACTERS) == "あ" * MOST_CHARACTERS


def test_author_is_the_site_and_nothing_tells_of_the_machine(settings):
    settings.SITE_OFFICIAL_NAME = "苫小牧市"
    book = TypedWorkbook("協働事業一覧")
    book.add_lines("説明", [["題"], ["列", "意味"]], [10, 10])
    file = saved(book)
    loaded = load_workbook(file)
    assert (loaded.properties.creator, loaded.properties.title) == ("苫小牧市", "協働事業一覧")
    with zipfile.ZipFile(file) as parts:
        content = b"".join(parts.read(name) for name in parts.namelist())
    assert str(settings.BASE_DIR).encode() not in content


def test_author_of_a_sample_is_the_portal(settings):
    settings.SITE_OFFICIAL_NAME = ""
    with translation.override("ja"):
        assert TypedWorkbook("題").book.properties.creator == "協働ポータル"


def test_grid_has_figures_total_and_chart():
    book = TypedWorkbook("題")
    book.add_grid(
        "部署", ["所管部", "件数"], [["甲", 1200], ["乙", 2]], ["計", 1202], Bars("件", [2])
    )
    sheet = load_workbook(saved(book))["部署"]
    assert list(sheet.values) == [("所管部", "件数"), ("甲", 1200), ("乙", 2), ("計", 1202)]
    assert sheet["B2"].number_format == "#,##0"
    (chart,) = sheet._charts
    assert [series.val.numRef.f for series in chart.series] == ["'部署'!$B$2:$B$3"]
    assert chart.series[0].cat.numRef.f == "'部署'!$A$2:$A$3"


def test_grid_of_nothing_has_no_chart():
    book = TypedWorkbook("題")
    book.add_grid("部署", ["所管部", "件数"], [], ["計", 0], Bars("件", [2]))
    assert load_workbook(saved(book))["部署"]._charts == []
