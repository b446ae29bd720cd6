"""The API of municipalities and departments, and its conditions."""

import pytest

from kyodo_portal.site.organizations.columns import DEPARTMENT_COLUMNS, MUNICIPALITY_COLUMNS
from kyodo_portal.spreadsheets.columns import of_api
from tests.api_rows import own
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市", name_kana="とまこまいし")


def names(client, query=""):
    answer = client.get(f"/api/v1/departments/?{query}").json()
    assert answer["count"] == len(answer["results"])
    return [row["name"] for row in answer["results"]]


def test_municipalities_stand_in_the_order_of_their_codes(client, city):
    MunicipalityFactory(code="012076", name="帯広市")
    answer = client.get("/api/v1/municipalities/").json()
    assert [row["code"] for row in answer["results"]] == ["012076", "012131"]
    assert own(answer["results"][1]) == {
        "code": "012131",
        "name": "苫小牧市",
        "name_kana": "とまこまいし",
        "name_english": "",
        "website": "",
        "url": "http://testserver/municipalities/012131/",
    }
    assert list(own(answer["results"][1])) == [
        column.key for column in of_api(MUNICIPALITY_COLUMNS)
    ]


def test_municipality_is_found_by_its_code(client, city):
    assert client.get("/api/v1/municipalities/012131/").json()["name"] == "苫小牧市"
    assert client.get("/api/v1/municipalities/012076/").status_code == 404
    assert client.get("/api/v1/municipalities/?municipality=012131").json()["count"] == 1
    assert client.get("/api/v1/municipalities/?municipality=012076").json()["count"] == 0


def test_department_tells_parent_and_successors(client, city):
    parent = DepartmentFactory(municipality=city, name="部", sort_order=1)
    new = DepartmentFactory(municipality=city, name="新課", sort_order=3, valid_from=2025)
    old = DepartmentFactory(
        municipality=city,
        name="旧課",
        parent=parent,
        sort_order=2,
        valid_to=2024,
        telephone="0144-00-0000",
        successors=[new],
    )
    row = client.get(f"/api/v1/departments/{old.pk}/").json()
    assert list(own(row)) == [column.key for column in of_api(DEPARTMENT_COLUMNS)]
    assert (row["municipality"], row["parent"], row["successors"]) == (
        "012131",
        parent.pk,
        [new.pk],
    )
    assert (row["valid_from"], row["valid_to"], row["telephone"]) == (None, 2024, "0144-00-0000")
    assert names(client) == ["部", "旧課", "新課"]


def test_department_conditions_select(client, city):
    parent = DepartmentFactory(municipality=city, name="部", valid_to=2024)
    DepartmentFactory(municipality=city, name="課", parent=parent, valid_from=2025)
    DepartmentFactory(name="ほか")
    assert names(client, "municipality=012131") == ["部", "課"]
    assert names(client, f"department={parent.pk}") == ["部", "課"]
    assert names(client, "fiscal_year=2024&municipality=012131") == ["部"]
    assert names(client, "fiscal_year=2024&fiscal_year=2025&municipality=012131") == ["部", "課"]
    assert names(client, "department=999999") == []


@pytest.mark.parametrize(("address", "queries"), [("departments/", 4), ("municipalities/", 3)])
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_a_fixed_number_of_queries(
    client, django_assert_num_queries, address, queries, rows
):
    for _number in range(rows):
        DepartmentFactory(successors=[])
    with django_assert_num_queries(queries):
        assert client.get(f"/api/v1/{address}").json()["count"] == rows
