"""The API as a whole: its root, schema and docs page, ETag, open to every page, read-only."""

import json
import re

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from kyodo_portal.open_data.api_docs import addresses_of
from kyodo_portal.spreadsheets.columns import of_api
from projects.records.columns import RECORD_COLUMNS
from projects.records.filters.records import ProjectRecordFilter
from tests.factories.projects import published_record

pytestmark = pytest.mark.django_db
LISTS = [
    "municipalities",
    "departments",
    "partners",
    "collaboration-forms",
    "activity-fields",
    "guideline-sections",
    "projects",
    "project-records",
    "project-reviews",
    "case-sheets",
    "plans",
    "plan-items",
    "evaluation-sheets",
    "indicators",
    "pledge-sets",
    "pledge-items",
    "progress-reports",
]
ADDRESSES = ["", "docs/", "schema/", *(f"{name}/" for name in LISTS)]


@pytest.fixture
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_root_names_every_list(client):
    answer = client.get("/api/v1/").json()
    assert sorted(answer) == sorted([*LISTS, "schema", "docs"])
    for address in answer.values():
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_api_only_reads(client, address, method):
    response = getattr(client, method)(f"/api/v1/{address}")
    assert response.status_code == 405
    assert "GET" in response["Allow"]


def test_refused_method_is_answered_in_japanese(client):
    assert client.post("/api/v1/projects/", {"name": "x"}).json() == {
        "detail": "このAPIは読むためだけのものです。GETを使ってください。",
        "errors": {},
    }


@pytest.mark.parametrize("address", ["", "schema/", "projects/", "projects/0/", "x/"])
def test_refusals_are_json_at_every_address(client, address):
    refused = [
        client.put(f"/api/v1/{address}"),
        client.get(f"/api/v1/{address}", headers={"If-Match": '"another"'}),
    ]
    assert [response.status_code for response in refused] == [405, 412]
    assert [list(response.json()) for response in refused] == [["detail", "errors"]] * 2
    assert {response["Access-Control-Allow-Origin"] for response in refused} == {"*"}


def test_unknown_format_of_the_schema_is_refused_in_json(client):
    response = client.get("/api/v1/schema/", headers={"Accept": "q=;;,"})
    assert (response.status_code, response["Content-Type"]) == (406, "application/json")
    assert list(response.json()) == ["detail", "errors"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_unchanged_answers_are_304_until_something_changes(client, address):
    published_record()
    first = client.get(f"/api/v1/{address}")
    tag = first["ETag"]
    again = client.get(f"/api/v1/{address}", headers={"If-None-Match": tag})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    if address == "docs/":
        return  # shows no data
    published_record()
    changed = client.get(f"/api/v1/{address}", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


@pytest.mark.parametrize(
    "address", ["", "schema/", *(f"{name}/" for name in LISTS), "projects/0/", "x/"]
)
def test_answers_are_open_to_every_page_and_set_no_cookie(client, address):
    response = client.get(f"/api/v1/{address}")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "nonsense"])
def test_answers_are_json_whatever_is_asked_for(client, accept):
    response = client.get("/api/v1/projects/?format=xml", headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "address", ["nothing/", "projects/1/x/", "projects/%00/", "project-record"]
)
def test_other_addresses_are_404_as_json(client, address):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 404
    assert response.json()["detail"].startswith(("このアドレスはAPIにありません", "この番号"))


def test_schema_is_valid_openapi_and_complete(schema):
    validate_schema(schema)
    assert schema["openapi"] == "3.1.0"
    lists = {f"/api/v1/{name}/" for name in LISTS}
    assert lists < set(schema["paths"])
    assert len(schema["paths"]) == 2 * len(lists)
    record = schema["components"]["schemas"]["ProjectRecord"]
    assert sorted(record["properties"]) == sorted(
        [*(column.key for column in of_api(RECORD_COLUMNS)), "updated_at", "version", "source"]
    )


def test_schema_tells_of_every_refusal(schema):
    for path, item in schema["paths"].items():
        assert sorted(item["get"]["responses"]) == ["200", "400", "404"], path


def test_schema_describes_everything_in_japanese(schema):
    for path, item in schema["paths"].items():
        operation = item["get"]
        words = [operation["summary"], operation["description"]]
        words += [
            parameter["description"]
            for parameter in operation.get("parameters", [])
            if parameter["in"] == "query"
        ]
        assert [word for word in words if word.isascii()] == [], path


def test_schema_has_the_conditions_of_the_page(schema):
    parameters = schema["paths"]["/api/v1/project-records/"]["get"]["parameters"]
    found = {parameter["name"]: parameter["schema"] for parameter in parameters}
    assert set(found) == {*ProjectRecordFilter.base_filters, "page", "page_size"}
    assert found["fiscal_year"]["type"] == "array"
    assert found["recurrence"]["items"]["enum"][0] == "yearly"
    assert (found["q"]["type"], found["q"]["maxLength"]) == ("string", 200)
    assert not re.search(found["q"]["pattern"], "図\u202e書")
    assert re.search(found["q"]["pattern"], "図書館 まつり")
    assert (found["page"]["minimum"], found["page_size"]["maximum"]) == (1, 200)
    pattern = found["department"]["items"]["pattern"]
    assert re.search(pattern, "12")
    assert re.search(pattern, "")  # ignored, not refused
    assert found["recurrence"]["items"]["enum"][-1] == ""
    empty = {one["name"] for one in parameters if one.get("allowEmptyValue")}
    assert empty == {"q", "sort", "page", "page_size"}
    assert not re.search(pattern, "x12")


@pytest.mark.parametrize("query", ["?format=json", "?format=", ""])
def test_schema_is_japanese_and_json_if_asked(client, query):
    response = client.get(f"/api/v1/schema/{query}", headers={"Accept": "application/json"})
    assert response.status_code == 200
    assert json.loads(response.content)["info"] == {
        "title": "Kyodo Portal API",
        "version": "v1",
        "description": "公開している記録を読むためのAPIです。登録も鍵も要りません。",
    }


@pytest.mark.parametrize(
    ("query", "accept", "name"),
    [
        ("", "*/*", "kyodo_portal_api_v1.yaml"),
        ("?format=json", "*/*", "kyodo_portal_api_v1.json"),
        ("", "application/vnd.oai.openapi+json", "kyodo_portal_api_v1.json"),
    ],
)
def test_schema_is_saved_under_a_name_that_every_system_can_hold(client, query, accept, name):
    response = client.get(f"/api/v1/schema/{query}", headers={"Accept": accept})
    assert response["Content-Disposition"] == f'inline; filename="{name}"'


def test_schema_names_no_address_but_the_sites_own(client):
    text = client.get("/api/v1/schema/").content.decode()
    assert set(re.findall(r"https?://[^\s'\"/]+", text)) == {"http://testserver"}


def test_docs_page_shows_every_list_condition_and_key(client, schema):
    page = client.get("/api/v1/docs/").content.decode()
    assert "<script" not in page
    assert "http://" not in re.sub(r"http://(testserver|www\.w3\.org)", "", page)
    addresses = addresses_of(schema)
    assert sorted(address.path for address in addresses) == sorted(
        f"/api/v1/{name}/" for name in LISTS
    )
    for address in addresses:
        assert address.record_path
        assert address.title in page
        for name in (*address.parameters, *address.keys):
            assert f"<code>{name.name}</code>" in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_docs_page_tells_types_codes_and_parts(schema):
    records = next(found for found in addresses_of(schema) if found.anchor == "project-records")
    keys = {key.name: key for key in records.keys}
    assert keys["id"].type == "整数"
    assert keys["start_date"].type == "日付かnull"
    assert keys["participants"].type == "整数かnull"
    assert keys["forms"].type == "組の並び"
    assert keys["forms.code"].codes[0] == "kyosai"
    assert keys["department.parent_name"].description.startswith("上の組織の名前")
    assert keys["stage"].codes == ["planned", "actual"]


def test_docs_ask_nothing_and_schema_the_data_version(client, django_assert_num_queries):
    for address, queries in (("docs/", 0), ("schema/", 1), ("", 1)):
        with django_assert_num_queries(queries):
            client.get(f"/api/v1/{address}")
