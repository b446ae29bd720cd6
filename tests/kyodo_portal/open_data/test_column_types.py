"""Each type of open data: its field in the API, and how it is one cell of a file."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from kyodo_portal.open_data.column_types import (
    Address,
    Choice,
    Group,
    ListOf,
    Scale,
    YesNo,
    field_of,
    fields_of,
    part,
    serializer_of,
)
from kyodo_portal.open_data.columns import DEPARTMENT, LINES_OF_TEXT, PARTNER, department_name
from kyodo_portal.spreadsheets.columns import Column, ColumnType, of_files

INTEGER, TEXT = ColumnType.INTEGER, ColumnType.TEXT
KIND = Choice([("group", _("団体")), ("school", _("学校"))])
PLACE = Group("Place", [part("x", INTEGER, "横"), part("y", INTEGER, "縦")])
LIBRARY = {"id": 2, "name": "図書館", "parent_name": "教育部"}


def said(type_, value, **options):
    """Return a value as the API says it."""
    row = serializer_of("Row", {"value": field_of(type_, **options)})(
        {"value": value}, context={"request": RequestFactory().get("/")}
    )
    return row.data["value"]


@pytest.mark.parametrize(
    ("type_", "value", "in_api", "in_file"),
    [
        (TEXT, "=1+1", "=1+1", "=1+1"),
        (INTEGER, 0, 0, 0),
        (ColumnType.NUMBER, 62, 62, 62),
        (ColumnType.NUMBER, 59.5, 59.5, 59.5),
        (ColumnType.DATE, date(2025, 4, 1), "2025-04-01", date(2025, 4, 1)),
        (Address(), "/partners/1/", "http://testserver/partners/1/", "/partners/1/"),
        (YesNo(), True, True, "true"),
        (YesNo(), False, False, "false"),
        (Scale(1, 5), 3, 3, 3),
        (KIND, "school", "school", "学校"),
        (PARTNER, {"id": 1, "name": "読書会"}, {"id": 1, "name": "読書会"}, "読書会"),
        (DEPARTMENT, LIBRARY, LIBRARY, "教育部 図書館"),
        (ListOf(INTEGER), [2025, 2024], [2025, 2024], "2025、2024"),
        (ListOf(INTEGER), [], [], ""),
        (ListOf(INTEGER, has_gaps=True), [3, None], [3, None], "3、"),
        (LINES_OF_TEXT, ["一", "二"], ["一", "二"], "一\n二"),
        (
            ListOf(DEPARTMENT, separator="・"),
            [LIBRARY, LIBRARY],
            [LIBRARY] * 2,
            "教育部 図書館・教育部 図書館",
        ),
    ],
)
def test_value_is_said_in_the_api_and_stands_in_one_cell(type_, value, in_api, in_file):
    found = said(type_, value)
    assert found == in_api
    assert isinstance(found, type(in_api))
    assert type_.cell(value) == in_file


@pytest.mark.parametrize(
    "type_",
    [
        TEXT,
        INTEGER,
        Address(),
        YesNo(),
        Scale(1, 5),
        KIND,
        PARTNER,
        ListOf(PARTNER),
        ListOf(INTEGER),
    ],
)
def test_null_is_null_and_an_empty_cell(type_):
    assert said(type_, None, allow_null=True) is None
    assert type_.cell(None) is None


def test_whole_number_stays_whole_in_the_api():
    assert isinstance(said(ColumnType.NUMBER, 62), int)


def test_words_of_a_code_are_those_of_the_language():
    assert KIND.cell("school") == "学校"
    with translation.override("en"):
        assert KIND.cell("school") == "School"


def test_code_without_words_fails_loudly():
    with pytest.raises(KeyError, match="club"):
        KIND.cell("club")


@pytest.mark.parametrize(
    ("type_", "cells"),
    [
        (TEXT, TEXT),
        (Address(), TEXT),
        (Scale(1, 5), INTEGER),
        (PARTNER, TEXT),
        (ListOf(INTEGER), TEXT),
        (LINES_OF_TEXT, ColumnType.LONG_TEXT),
    ],
)
def test_dictionary_says_what_the_cells_hold(type_, cells):
    assert type_.cells is cells


def test_group_without_words_has_no_flat_form():
    assert (PLACE.is_flat, ListOf(PLACE).is_flat, ListOf(PARTNER).is_flat) == (False, False, True)
    with pytest.raises(AssertionError, match="Place has no flat form"):
        PLACE.cell({"x": 1, "y": 2})


def test_group_has_one_serializer_however_often_it_is_used():
    one, many = PLACE.field(), ListOf(PLACE).field()
    assert type(one) is type(many.child)
    assert type(one).__name__ == "PlaceSerializer"


def test_scale_tells_its_ends():
    field = Scale(1, 5).field()
    assert (field.min_value, field.max_value) == (1, 5)


def test_department_without_a_known_parent_is_its_name():
    assert department_name({"id": 1, "name": "教育部", "parent_name": None}) == "教育部"


def test_fields_are_those_of_the_api_in_the_declared_order():
    fields = fields_of(
        [
            Column("name", "名称", TEXT, "事業の名称。"),
            Column("city", "市", TEXT, "市の名前。", in_api=False),
            Column("project", "事業ID", INTEGER, "番号。", source="project_id", nullable=True),
        ],
        titled=True,
    )
    assert list(fields) == ["name", "project"]
    assert isinstance(fields["project"], serializers.IntegerField)
    assert (fields["project"].source, fields["project"].allow_null) == ("project_id", True)
    assert (fields["name"].label, fields["name"].help_text) == ("名称", "事業の名称。")


def test_key_that_is_a_word_of_python_or_of_the_framework_is_a_key_like_any_other():
    arrow = Group("Arrow", [part(key, TEXT, key) for key in ("from", "label", "source")])
    row = {"from": "市", "label": "会場", "source": "資料"}
    assert said(arrow, row) == row


def test_columns_in_place_of_a_value_stand_where_it_stands_and_late_ones_last():
    late = Column("late", "後から", TEXT, "h", is_last_in_files=True)
    place = Column("place", "場所", PLACE, "h", flat=PLACE.parts)
    assert [one.key for one in of_files([late, place, Column("name", "名", TEXT, "h")])] == [
        "x",
        "y",
        "name",
        "late",
    ]
