"""The API of 協働事業: what it tells, what it never tells, and how it refuses."""

import pytest

from kyodo_portal.read_model.search_rows import refresh
from kyodo_portal.spreadsheets.columns import of_api
from projects.partners.choices import PartnerKind
from projects.partners.columns import PARTNER_COLUMNS
from projects.records.choices import CommonForm
from projects.records.models.record import ProjectRecord
from tests.api_rows import own
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import (
    CollaborationFormFactory,
    PartnerFactory,
    published_record,
    record_in,
)
from tests.factories.record_fields import EXAMPLE

pytestmark = pytest.mark.django_db
RECORDS = "/api/v1/project-records/"
LISTS = ["project-records", "projects", "partners", "collaboration-forms"]


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


@pytest.fixture
def department(city):
    division = DepartmentFactory(municipality=city, name="教育部", sort_order=1)
    return DepartmentFactory(municipality=city, name="図書館", parent=division, sort_order=2)


@pytest.fixture
def record(city, department):
    texts = {
        field.name: EXAMPLE[field.name]
        for field in ProjectRecord._meta.concrete_fields
        if field.editable and isinstance(EXAMPLE.get(field.name), str | int)
    }
    form = CollaborationFormFactory(municipality=city, name="後援等", common_code=CommonForm.KOEN)
    partner = PartnerFactory(municipality=city, name="読書会")
    return published_record(department=department, forms=[form], partners=[partner], **texts)


def test_record_has_every_key_with_its_value(client, record, department):
    row = client.get(f"{RECORDS}{record.pk}/").json()
    partner = record.partners.get()
    assert own(row) == {
        **EXAMPLE,
        "id": record.pk,
        "project": record.project_id,
        "department": {"id": department.pk, "name": "図書館", "parent_name": "教育部"},
        "partners": [{"id": partner.pk, "name": "読書会"}],
        "url": f"http://testserver/projects/{record.project_id}/?fiscal_year=2025",
    }
    assert list(own(row)) == list(EXAMPLE)
    assert client.get(RECORDS).json()["results"] == [row]


def test_project_tells_its_published_years(client, record):
    published_record(project=record.project, department=record.department, fiscal_year=2024)
    record_in("draft", project=record.project, department=record.department, fiscal_year=2026)
    row = client.get("/api/v1/projects/").json()["results"][0]
    assert own(row) == {
        "id": record.project_id,
        "municipality": "012131",
        "code": record.project.code,
        "name": record.project.name,
        "fiscal_years": [2025, 2024],
        "activity_fields": [],
        "url": f"http://testserver/projects/{record.project_id}/",
    }
    assert client.get(f"/api/v1/projects/{record.project_id}/").json() == row


def test_projects_are_found_by_their_records(client, record):
    published_record(name="清掃")
    for query, count in (
        ("", 2),
        ("q=おはなし", 1),
        ("municipality=012131", 1),
        ("form=koen", 1),
        ("fiscal_year=2020", 0),
    ):
        assert client.get(f"/api/v1/projects/?{query}").json()["count"] == count


def test_partner_tells_what_it_is(client, record):
    partner = record.partners.get()
    refresh([partner])
    row = client.get(f"/api/v1/partners/{partner.pk}/").json()
    assert own(row) == {
        "id": partner.pk,
        "municipality": "012131",
        "name": "読書会",
        "kind": "group",
        "corporate_number": "",
        "url": f"http://testserver/partners/{partner.pk}/",
    }
    assert list(own(row)) == [column.key for column in of_api(PARTNER_COLUMNS)]
    for query, count in (
        ("q=読書", 1),
        ("q=清掃", 0),
        ("kind=group", 1),
        ("kind=school", 0),
        ("municipality=012131", 1),
    ):
        assert client.get(f"/api/v1/partners/?{query}").json()["count"] == count


def test_forms_tell_the_city_s_words_and_the_common_code(client, record, city):
    form = record.forms.get()
    row = client.get(f"/api/v1/collaboration-forms/{form.pk}/").json()
    assert own(row) == {
        "id": form.pk,
        "municipality": "012131",
        "code": "koen",
        "name": "後援等",
        "definition": "",
    }
    for query, count in (("form=koen", 1), ("form=joho", 0), ("municipality=999999", 0)):
        assert client.get(f"/api/v1/collaboration-forms/?{query}").json()["count"] == count


def test_records_use_the_page_s_conditions_and_orders(client, record, department):
    published_record(name="あ", participants_text="5", in_municipality=department.municipality)

    def names(query):
        return [row["name"] for row in client.get(f"{RECORDS}?{query}").json()["results"]]

    assert names("sort=name") == ["あ", "おはなし会"]
    assert names("sort=participants&fiscal_year=2025") == ["あ", "おはなし会"]
    assert names(f"department={department.parent_id}&form=") == ["おはなし会"]
    assert names(f"partner={record.partners.get().pk}") == ["おはなし会"]
    assert names("department=999999") == []


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_api_knows_nothing_of_what_is_not_published(client, city, state):
    partner = PartnerFactory(municipality=city, name="ひみつの会")
    hidden = record_in(state, in_municipality=city, name="ひみつ", partners=[partner])
    for name in ("project-records", "projects", "partners"):
        assert client.get(f"/api/v1/{name}/").json()["results"] == []
        assert client.get(f"/api/v1/{name}/?q=ひみつ").json()["count"] == 0
    for address in (
        f"project-records/{hidden.pk}",
        f"projects/{hidden.project_id}",
        f"partners/{partner.pk}",
    ):
        assert client.get(f"/api/v1/{address}/").status_code == 404


def test_api_never_names_a_person(client, city, department):
    person = PartnerFactory(municipality=city, name="架空花子", kind=PartnerKind.PERSON)
    published_record(department=department, partners=[person], partner_text="架空花子")
    for address in ("project-records/", "partners/", "projects/", "partners/?q=架空"):
        assert "架空" not in client.get(f"/api/v1/{address}").content.decode()
    assert client.get(f"/api/v1/partners/{person.pk}/").status_code == 404
    assert client.get(f"{RECORDS}?partner={person.pk}").json()["count"] == 0


def test_api_shows_a_merged_partner_as_the_one_it_is(client, city, department):
    target = PartnerFactory(municipality=city, name="町内会")
    spelling = PartnerFactory(municipality=city, name="町会", merged_into=target)
    published_record(department=department, partners=[spelling])
    partners = client.get("/api/v1/partners/").json()["results"]
    assert [row["name"] for row in partners] == ["町内会"]
    assert client.get(RECORDS).json()["results"][0]["partners"] == [
        {"id": target.pk, "name": "町内会"}
    ]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("999999/", 404),
        ("abc/", 404),
        ("9999999999999999999/", 404),
        ("?page=2", 404),
        ("?page=x", 400),
        ("?page=0", 400),
        ("?page_size=201", 400),
        ("?municipality=1", 400),
        ("?municipality=&page=", 200),
        ("?unknown=1", 400),
    ],
)
def test_bad_addresses_are_answered_in_japanese_json(client, name, address, status):
    response = client.get(f"/api/v1/{name}/{address}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    if status != 200:
        answer = response.json()
        assert list(answer) == ["detail", "errors"]
        assert not answer["detail"].isascii()


def test_bad_conditions_are_told_by_name(client):
    answer = client.get(f"{RECORDS}?fiscal_year=x&department={'9' * 19}&q={'あ' * 201}").json()
    assert answer["detail"] == "条件を直してください。"
    assert sorted(answer["errors"]) == ["department", "fiscal_year", "q"]
    assert answer["errors"]["q"] == ["「ことば」は200文字までで書いてください。"]


def test_record_by_its_number_needs_no_conditions(client, record):
    assert client.get(f"{RECORDS}{record.pk}/?fiscal_year=x").status_code == 200


def test_pages_have_links_and_a_size(client, city):
    for _number in range(3):
        published_record(in_municipality=city)
    first = client.get(f"{RECORDS}?page_size=2&fiscal_year=2025").json()
    assert (first["count"], len(first["results"]), first["previous"]) == (3, 2, None)
    second = client.get(first["next"]).json()
    assert (len(second["results"]), second["next"]) == (1, None)


@pytest.mark.parametrize(
    ("name", "queries"),
    [("project-records", 7), ("projects", 5), ("partners", 3), ("collaboration-forms", 3)],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_a_fixed_number_of_queries(
    client, django_assert_num_queries, name, queries, rows
):
    for _number in range(rows):
        city = MunicipalityFactory()
        published_record(
            in_municipality=city,
            forms=[CollaborationFormFactory(municipality=city)],
            partners=[PartnerFactory(municipality=city)],
        )
    with django_assert_num_queries(queries):
        assert client.get(f"/api/v1/{name}/").json()["count"] == rows
