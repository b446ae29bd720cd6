"""The API of the guideline and of 活動分野: what it tells, and how it refuses."""

import json

import pytest

from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel
from kyodo_portal.read_model.search_rows import refresh
from kyodo_portal.site.fixture_loading import FIXTURES
from projects.guideline.choices import GuidelineKind
from projects.records.choices import CommonForm
from tests.api_rows import own
from tests.factories.guideline import ActivityFieldFactory, GuidelineSectionFactory
from tests.factories.organizations import MunicipalityFactory, OperatorFactory
from tests.factories.projects import CollaborationFormFactory

pytestmark = pytest.mark.django_db
SECTIONS, FIELDS = "/api/v1/guideline-sections/", "/api/v1/activity-fields/"
LISTS = [SECTIONS, FIELDS]


@pytest.fixture
def city():
    return MunicipalityFactory(code="012131", name="苫小牧市")


@pytest.fixture
def section(city):
    chapter = GuidelineSectionFactory(municipality=city, position=1, title="協働の形態")
    found = GuidelineSectionFactory(
        municipality=city,
        kind=GuidelineKind.FORM,
        parent=chapter,
        position=2,
        anchor="form-7",
        number="（７）",
        title="後援",
        body="名を連ねることです。",
        collaboration_form=CollaborationFormFactory(
            municipality=city, name="後援", common_code=CommonForm.KOEN
        ),
    )
    refresh([chapter, found])
    return found


def test_section_has_every_key_with_its_value(client, section):
    assert own(client.get(f"{SECTIONS}{section.pk}/").json()) == {
        "id": section.pk,
        "municipality": "012131",
        "kind": "form",
        "chapter": section.parent_id,
        "anchor": "form-7",
        "number": "（７）",
        "title": "後援",
        "body": "名を連ねることです。",
        "question": "",
        "answer": "",
        "department_text": "",
        "form": "koen",
        "url": "http://testserver/guideline/?municipality=012131#form-7",
    }


def test_field_has_every_key_with_its_value(client, city):
    field = ActivityFieldFactory(municipality=city, name="お祭り", group="多様な主体")
    assert own(client.get(f"{FIELDS}{field.pk}/").json()) == {
        "id": field.pk,
        "municipality": "012131",
        "name": "お祭り",
        "group": "多様な主体",
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["協働の形態", "後援"]),
        ("kind=form", ["後援"]),
        ("kind=form&kind=chapter", ["協働の形態", "後援"]),
        ("q=連ねる", ["後援"]),
        ("q=連ねる 形態", []),
        ("municipality=012131", ["協働の形態", "後援"]),
        ("municipality=999997", []),
    ],
)
def test_sections_are_found_by_words_kind_and_city(client, section, query, titles):
    rows = client.get(f"{SECTIONS}?{query}").json()["results"]
    assert [row["title"] for row in rows] == titles


def test_fields_are_found_by_city_in_their_order(client, city):
    for name, order in (("お祭り", 2), ("子育て支援", 1)):
        ActivityFieldFactory(municipality=city, name=name, sort_order=order)
    ActivityFieldFactory(municipality=MunicipalityFactory(code="999997"), name="ほか")
    rows = client.get(f"{FIELDS}?municipality=012131").json()["results"]
    assert [row["name"] for row in rows] == ["子育て支援", "お祭り"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"{SECTIONS}?kind=x", "kind"),
        (f"{SECTIONS}?municipality=x", "municipality"),
        (f"{SECTIONS}?q={'長' * 201}", "q"),
        (f"{FIELDS}?municipality=1", "municipality"),
    ],
)
def test_unknown_values_are_refused_by_name(client, address, name):
    response = client.get(address)
    assert (response.status_code, list(response.json()["errors"])) == (400, [name])


@pytest.mark.parametrize("address", LISTS)
def test_list_holds_until_something_is_written(client, section, address):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    section.title = "後援名義"
    funnel.save(section, write=funnel.Write(OperatorFactory(), Channel.ADMIN), expected_version=1)
    later = client.get(address, headers={"if-none-match": first["ETag"]})
    assert later.status_code == 200


def test_section_that_is_not_published_is_not_found(client, city):
    hidden = GuidelineSectionFactory(municipality=city, is_published=False)
    refresh([hidden])
    assert client.get(f"{SECTIONS}{hidden.pk}/").status_code == 404
    assert client.get(f"{SECTIONS}?q={hidden.title}").json()["count"] == 0


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("address", LISTS)
def test_lists_cost_a_fixed_number_of_queries(client, django_assert_num_queries, address, number):
    for _number in range(number):
        GuidelineSectionFactory()
        ActivityFieldFactory()
    with django_assert_num_queries(3):
        assert client.get(address).json()["count"] == number


def test_every_text_of_the_document_is_in_the_api(client, real_data):
    told = {
        (row["anchor"], name): row[name]
        for page in (1, 2)
        for row in client.get(f"{SECTIONS}?page_size=50&page={page}").json()["results"]
        for name in ("number", "title", "body", "question", "answer", "department_text")
        if row[name]
    }
    entries = json.loads((FIXTURES / "guideline.json").read_text("utf-8"))
    written = {
        (entry["fields"]["anchor"], name): entry["fields"][name]
        for entry in entries
        if entry["model"] == "projects.guidelinesection"
        for name in ("number", "title", "body", "question", "answer", "department_text")
        if entry["fields"].get(name)
    }
    assert told == written
    names = [row["name"] for row in client.get(f"{FIELDS}?page_size=50").json()["results"]]
    assert names == [
        entry["fields"]["name"] for entry in entries if entry["model"] == "projects.activityfield"
    ]


def test_chapter_that_is_not_published_is_not_told_of(client):
    hidden = GuidelineSectionFactory(is_published=False)
    section = GuidelineSectionFactory(municipality=hidden.municipality, parent=hidden)
    data = client.get(f"/api/v1/guideline-sections/{section.pk}/").json()
    assert data["chapter"] is None
