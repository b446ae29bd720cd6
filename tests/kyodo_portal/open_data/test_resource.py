"""A list declared once: what follows from it, for each list of the portal, and what is refused."""

import csv
import io
from dataclasses import replace

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from kyodo_portal.api_urls import router
from kyodo_portal.open_data.catalogue import Catalogue, Dictionary, catalogue
from kyodo_portal.open_data.column_types import Group, ListOf
from kyodo_portal.open_data.provenance import PROVENANCE
from kyodo_portal.open_data.resource import Resource, each
from kyodo_portal.open_data.responses import respond
from kyodo_portal.organizations.models import Municipality
from kyodo_portal.site.organizations.filters import MunicipalityFilter
from kyodo_portal.spreadsheets.columns import Column, ColumnType, of_api
from tests.factories import many_rows
from tests.factories.city_ground import Ground
from tests.factories.organizations import MunicipalityFactory

INTEGER, TEXT = ColumnType.INTEGER, ColumnType.TEXT
YEAR = Group(
    "Year",
    [
        Column("fiscal_year", "年度", INTEGER, "西暦の年。"),
        Column(
            "era", "和暦", TEXT, "h", cell=lambda row: f"R{row['fiscal_year'] - 2018}", in_api=False
        ),
    ],
)


def city_row(city):
    return {
        "code": city.code,
        "name__full": city.name,
        "years": [{"fiscal_year": 2025}, {"fiscal_year": 2024}],
        "url": city.get_absolute_url(),
    }


def resource(**changes):
    columns = [
        Column("code", "コード", TEXT, "6けた。"),
        Column("name", "名前", TEXT, "市の名前。", source="name__full"),
        Column("years", "年度ごと", ListOf(YEAR), "年度。", flat=YEAR.parts),
        Column("url", "アドレス", TEXT, "ページ。"),
    ]
    declared = {
        "name": "city-years",
        "order": 1,
        "component": "City",
        "title": "市",
        "description": "市。",
        "filterset": MunicipalityFilter,
        "rows": each(city_row),
        "columns": columns,
        "lines": "years",
    }
    return Resource(**declared | changes)


def asked(query=""):
    request = RequestFactory().get(f"/cities/?{query}")
    filterset = MunicipalityFilter.of(request.GET)
    assert filterset.is_valid()
    return request, filterset


def content(export, format_):
    response = respond(format_, export)
    body = b"".join(response.streaming_content)
    for close in response._resource_closers:  # response.close() would end the test's connection
        close()
    return body


def lines_of(export):
    text = content(export, "csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.fixture
def cities(db):
    MunicipalityFactory(code="012131", name="苫小牧市")
    MunicipalityFactory(code="012076", name="帯広市")


def test_csv_has_a_line_for_each_item_of_the_list_that_says_so(cities):
    assert lines_of(resource().export(*asked())) == [
        ["コード", "名前", "年度", "和暦", "アドレス"],
        ["012076", "帯広市", "2025", "R7", "http://testserver/municipalities/012076/"],
        ["012076", "帯広市", "2024", "R6", "http://testserver/municipalities/012076/"],
        ["012131", "苫小牧市", "2025", "R7", "http://testserver/municipalities/012131/"],
        ["012131", "苫小牧市", "2024", "R6", "http://testserver/municipalities/012131/"],
    ]


def test_json_says_what_the_api_says(cities):
    page = resource().export(*asked("municipality=012076")).json()
    assert (page["count"], page["next"], page["previous"]) == (1, None, None)
    assert page["results"] == [
        {
            "code": "012076",
            "name": "帯広市",
            "years": [{"fiscal_year": 2025}, {"fiscal_year": 2024}],
            "url": "/municipalities/012076/",
            "updated_at": None,
            "version": 1,
            "source": None,
        }
    ]


def test_excel_file_has_the_rows_and_what_the_columns_mean(cities):
    export = resource(file_title="市の一覧").export(*asked("municipality=012131"))
    book = load_workbook(io.BytesIO(content(export, "xlsx")))
    assert (book.properties.title, book.sheetnames) == ("市の一覧", ["一覧", "説明"])
    assert [row[:4] for row in book["一覧"].values] == [
        ("コード", "名前", "年度", "和暦"),
        ("012131", "苫小牧市", 2025, "R7"),
        ("012131", "苫小牧市", 2024, "R6"),
    ]
    assert list(book["説明"].values)[:4] == [
        ("市の一覧", None, None, None),
        ("見出し", "APIの名前", "種類", "説明"),
        ("コード", "code", "文字", "6けた。"),
        ("名前", "name", "文字", "市の名前。"),
    ]


def test_files_bear_the_name_of_the_list_or_another(cities):
    assert resource().export(*asked()).name == "city_years"
    assert resource().export(*asked(), name="012131_cities").name == "012131_cities"


def test_one_record_is_a_list_of_one(cities):
    pk = Municipality.objects.get(code="012131").pk
    export = resource(lines="").export_of(RequestFactory().get("/"), pk, "one")
    assert [row["code"] for row in export.json()["results"]] == ["012131"]
    assert export.count() == 1


def test_rows_are_made_a_block_at_a_time(cities, monkeypatch):
    monkeypatch.setattr("kyodo_portal.open_data.resource.ROWS_AT_ONCE", 2)
    MunicipalityFactory(code="011002", name="札幌市")
    blocks = []

    def rows(found):
        blocks.append(len(found))
        return map(city_row, found)

    assert len(lines_of(resource(rows=rows).export(*asked()))) == 1 + 3 * 2
    assert blocks == [2, 1]


def test_row_without_an_address_needs_none(cities):
    plain = resource(
        rows=each(lambda city: {"code": city.code}),
        columns=[Column("code", "コード", TEXT, "h")],
        lines="",
    )
    assert lines_of(plain.export(*asked())) == [["コード"], ["012076"], ["012131"]]


def test_table_of_columns_has_what_stands_in_the_api_and_in_files():
    keys = [(one.key, one.in_api, one.in_files) for one in resource().table]
    assert keys == [
        ("code", True, True),
        ("name", True, True),
        ("years", True, False),
        ("fiscal_year", True, True),
        ("era", False, True),
        ("url", True, True),
        ("updated_at", True, False),
        ("version", True, False),
        ("source", True, False),
    ]


def test_column_that_would_be_in_the_api_alone_is_refused():
    lost = [Column("year", "年度", YEAR, "h"), Column("years", "年度", ListOf(YEAR), "h")]
    with pytest.raises(ValueError, match="city-years: year, years cannot stand in a file"):
        resource(columns=lost)


def test_key_given_twice_is_refused():
    twice = [Column("code", "コード", TEXT, "h"), Column("code", "番号", TEXT, "h")]
    with pytest.raises(ValueError, match="a key stands twice among code, code"):
        resource(columns=twice)


def test_single_records_may_be_looked_up_among_others(db):
    MunicipalityFactory()
    assert resource().everything().count() == 1
    assert resource(single=Municipality.objects.none).everything().count() == 0


def test_catalogue_keeps_the_api_s_order_and_that_of_the_page_apart():
    first, second = resource(), resource(name="others", order=0, table_title="ほかの市")
    other = Dictionary("lines", "総括表", [])
    brought = Catalogue()
    brought.add(tables=[first, other, second])
    assert brought.resources == [second, first]
    assert [(one.key, one.title) for one in brought.dictionaries] == [
        ("city-years", "市"),
        ("lines", "総括表"),
        ("others", "ほかの市"),
    ]


# --- every list of the portal ------------------------------------------------------------


@pytest.fixture
def filled(real_data):
    """Put something into every list; no city has published a review yet."""
    many_rows.reviews(Ground(), range(2))


LISTS = pytest.mark.parametrize("listed", catalogue.resources, ids=lambda found: found.name)


def test_every_list_of_the_api_is_a_declared_one():
    assert [(name, view.resource.name) for name, view, _base in router.registry] == [
        (found.name, found.name) for found in catalogue.resources
    ]
    assert [base for _name, _view, base in router.registry] == [
        f"api-{found.name}" for found in catalogue.resources
    ]
    for attribute in ("name", "order", "component"):
        values = [getattr(found, attribute) for found in catalogue.resources]
        assert len(set(values)) == len(values)


def undeclared(columns, row):
    """Yield the keys of an answer, parts of parts among them, that no column explains."""
    declared = {column.key: column for column in of_api(columns)}
    for key, value in row.items():
        column = declared.get(key)
        if column is None or not str(column.help) or not str(column.heading):
            yield key
            continue
        inner = column.type.item if isinstance(column.type, ListOf) else column.type
        parts = value if isinstance(value, list) else [value]
        if isinstance(inner, Group):
            for one in filter(None, parts):
                yield from (f"{key}.{name}" for name in undeclared(inner.parts, one))
        elif any(isinstance(one, dict) for one in parts):
            yield f"{key}: a group that is none"


def test_every_key_of_an_answer_is_a_declared_column(client, filled):
    for listed in catalogue.resources:
        results = client.get(f"/api/v1/{listed.name}/?page_size=200").json()["results"]
        assert results, listed.name
        for row in results:
            declared = [*listed.columns, *PROVENANCE]
            assert list(row) == [column.key for column in of_api(declared)]
            assert list(undeclared(declared, row)) == [], listed.name


def test_every_list_can_be_a_file_with_every_row(rf, client, filled):
    for listed in catalogue.resources:
        filterset = listed.filterset.of(rf.get("/").GET)
        assert filterset.is_valid()
        export = listed.export(rf.get("/"), filterset)
        [head, *lines] = lines_of(export)
        assert head == [str(column.heading) for column in listed.file_columns]
        assert {len(line) for line in lines} == {len(head)}, listed.name
        rows = list(listed.rows(list(filterset.rows())))
        expected = [len(row[listed.lines]) if listed.lines else 1 for row in rows]
        assert len(lines) == sum(expected)
        count = client.get(f"/api/v1/{listed.name}/").json()["count"]
        assert export.count() == len(rows) == count


@LISTS
def test_no_column_is_in_the_api_alone(listed):
    for column in listed.columns:
        assert column.has_flat_form
    with pytest.raises(ValueError, match="cannot stand in a file"):
        replace(listed, columns=[*listed.columns, Column("x", "x", ListOf(YEAR), "x")])


@LISTS
def test_every_column_has_a_heading_of_its_own_and_help(listed):
    headings = [str(column.heading) for column in listed.file_columns]
    assert sorted(set(headings)) == sorted(headings)
    assert [column.key for column in listed.table if not str(column.help)] == []


@LISTS
def test_every_list_has_its_dictionary(client, listed):
    [found] = [one for one in catalogue.dictionaries if one.key == listed.name]
    assert found.columns == listed.table
