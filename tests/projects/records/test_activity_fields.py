"""活動分野 and 後援 apart: conditions, facets, ways in, figures and files say the same."""

import csv
import io
import json

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from kyodo_portal.listing.areas import area_pages
from kyodo_portal.listing.facets import facets
from kyodo_portal.site.entry_links import activity_field_entry_links
from projects.models import ProjectRecord
from projects.records.aggregates.summary import by_activity_field_and_year
from projects.records.choices import CommonForm
from projects.records.filters.records import ProjectRecordFilter
from tests.factories.guideline import ActivityFieldFactory
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import CollaborationFormFactory, published_record, record_in
from tests.factories.publishing import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


@pytest.fixture
def department(city):
    return DepartmentFactory(municipality=city, name="教育部")


@pytest.fixture
def fields(city):
    """Return two fields; the second in the order is made first."""
    return [
        ActivityFieldFactory(municipality=city, name=name, sort_order=order)
        for name, order in (("お祭り", 2), ("子育て支援", 1))
    ]


@pytest.fixture
def koen(city):
    return CollaborationFormFactory(municipality=city, name="後援", common_code=CommonForm.KOEN)


@pytest.fixture
def records(department, fields, koen):
    """Return records: of both fields, of お祭り and 後援, of no field; and a draft of a field."""
    made = [
        published_record(department=department, name="両方", number="1", participants_text="5"),
        published_record(department=department, name="祭り", number="2", forms=[koen]),
        published_record(department=department, name="未定", number="3"),
        record_in("draft", department=department, name="下書き"),
    ]
    made[0].project.activity_fields.set(fields)
    made[1].project.activity_fields.set(fields[:1])
    made[3].project.activity_fields.set(fields)
    return made


def names(query):
    filterset = ProjectRecordFilter.of(QueryDict(query))
    assert filterset.is_valid(), filterset.form.errors
    return [row["name"] for row in filterset.rows()]


def test_fields_select_their_projects_records_each_once(records, fields):
    festival, childcare = fields
    assert names(f"activity_field={festival.pk}&activity_field={childcare.pk}") == ["両方", "祭り"]
    assert names(f"activity_field={childcare.pk}") == ["両方"]
    assert names("activity_field=none") == ["未定"]
    assert names(f"activity_field=none&activity_field={childcare.pk}") == ["両方", "未定"]
    assert names(f"activity_field={festival.pk + 999}") == []


def test_sponsorship_selects_those_of_koen_or_all_others(records):
    assert names("sponsorship=only") == ["祭り"]
    assert names("sponsorship=without") == ["両方", "未定"]
    assert names("sponsorship=without&sponsorship=only") == ["両方", "祭り", "未定"]


def test_record_of_koen_and_another_form_is_sponsorship(department, koen):
    both = [koen, CollaborationFormFactory(municipality=koen.municipality)]
    published_record(department=department, name="二つ", forms=both)
    assert (names("sponsorship=only"), names("sponsorship=without")) == (["二つ"], [])


@pytest.mark.parametrize("query", ["activity_field=x", "activity_field=-1", "sponsorship=koen"])
@pytest.mark.parametrize("address", ["/projects/", "/projects/summary/", "/api/v1/projects/"])
def test_bad_values_are_refused(client, query, address):
    assert client.get(f"{address}?{query}").status_code == 400


def test_conditions_in_force_have_names(records, fields):
    query = QueryDict(f"activity_field={fields[0].pk}&activity_field=none&sponsorship=without")
    filterset = ProjectRecordFilter.of(query)
    assert filterset.is_valid()
    assert [str(one.label) for one in filterset.conditions] == ["お祭り", "未分類", "後援を除く"]


def facet(key, query=""):
    filterset = ProjectRecordFilter.of(QueryDict(query))
    assert filterset.is_valid()
    found = {one.key: one.values for one in facets(filterset)}
    return [(str(value.label), value.count) for value in found.get(key, [])]


def test_facets_count_fields_in_order_and_sponsorship_apart(records, fields):
    assert facet("activity_field") == [("子育て支援", 1), ("お祭り", 2), ("未分類", 1)]
    assert facet("activity_field", "sponsorship=only") == [("お祭り", 1)]
    assert facet("sponsorship") == [("後援を除く", 2), ("後援", 1)]


def test_sponsorship_is_no_facet_where_nothing_is(department):
    published_record(department=department)
    assert facet("sponsorship") == []


def test_entry_links_lead_to_the_records_that_they_count(client, city, records, fields):
    EditionFactory(municipality=city)
    entry_links = activity_field_entry_links(area_pages[0], 2025)
    assert [(str(link.label), link.count) for link in entry_links] == [
        ("子育て支援", 1),
        ("お祭り", 2),
        ("未分類", 1),
    ]
    home = client.get("/").content.decode()
    for link in entry_links:
        assert link.url.replace("&", "&amp;") in home
        assert client.get(f"{link.url}&format=json").json()["count"] == link.count


def test_table_counts_a_record_under_each_field_and_once_in_all(records):
    table = by_activity_field_and_year(ProjectRecord.objects.published())
    assert [(str(row.heading.label), row.counts) for row in table.rows] == [
        ("子育て支援", [1]),
        ("お祭り", [2]),
        ("未分類", [1]),
    ]
    assert (table.totals, table.total) == ([3], 3)


@pytest.mark.parametrize("number", [1, 3])
def test_table_costs_a_fixed_number_of_queries(django_assert_num_queries, department, number):
    for _number in range(number):
        field = ActivityFieldFactory(municipality=department.municipality)
        published_record(department=department).project.activity_fields.set([field])
    with django_assert_num_queries(2):
        by_activity_field_and_year(ProjectRecord.objects.published())


def test_page_gives_figures_without_and_with_sponsorship(client, records):
    for address in ("/projects/", "/projects/summary/"):
        shown = client.get(address).content.decode()
        assert ("後援を除く2件" in shown, "後援1件" in shown) == (True, True), address
    sections = {one.key: one for one in client.get("/projects/summary/").context["sections"]}
    for key in ("departments", "forms"):
        foot = {
            str(line.label): [cell.text for cell in line.cells]
            for line in sections[key].figures.foot
        }
        assert (foot["うち後援を除く"], foot["うち後援"]) == (["2", "2"], ["1", "1"])


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


def test_files_and_page_agree_on_fields(client, records):
    expected = {"両方": "子育て支援、お祭り", "祭り": "お祭り", "未定": ""}
    text = body(client, "/projects/?format=csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["名称"]: row["活動分野"] for row in rows} == expected
    book = load_workbook(io.BytesIO(body(client, "/projects/?format=xlsx")))
    head, *lines = book["一覧"].values
    sheet = [dict(zip(head, line, strict=True)) for line in lines]
    assert {row["名称"]: row["活動分野"] or "" for row in sheet} == expected
    listed = json.loads(body(client, "/projects/?format=json"))["results"]
    api = client.get("/api/v1/project-records/").json()["results"]
    assert listed == api
    assert {
        row["name"]: "、".join(one["name"] for one in row["activity_fields"]) for row in api
    } == (expected)


def test_summary_files_have_fields_and_sponsorship(client, records):
    summary = json.loads(body(client, "/projects/summary/?format=json"))
    assert (summary["totals"]["records"], summary["totals"]["sponsorships"]) == (3, 1)
    labels = [row["label"] for row in summary["activity_fields"]["rows"]]
    assert labels == ["子育て支援", "お祭り", "未分類"]
    text = body(client, "/projects/summary/?format=csv").decode("utf-8-sig")
    assert [
        name for name in ("子育て支援", "お祭り", "未分類", "後援を除く") if name not in text
    ] == []
    book = load_workbook(io.BytesIO(body(client, "/projects/summary/?format=xlsx")))
    words = {str(cell) for sheet in book for line in sheet.values for cell in line}
    assert {"子育て支援", "お祭り", "未分類"} <= words
