"""The conditions of the list: chips, facets, and what is wrong with one."""

import pytest
from django.utils.html import escape

from tests.factories.organizations import DepartmentFactory
from tests.factories.project_pages import chips_of, facet
from tests.factories.projects import (
    published_record,
)
from tests.factories.publishing import EditionFactory
from tests.page_text import page_text

pytestmark = pytest.mark.django_db


def test_chips_take_out_themselves_alone(client, department):
    published_record(department=department, name="花壇")
    EditionFactory(municipality=department.municipality)
    query = f"q=花壇&fiscal_year=2024&fiscal_year=2025&department={department.pk}&sort=name"
    found = dict(chips_of(client.get(f"/projects/?{query}")))
    year = "fiscal_year=2024&fiscal_year=2025"
    own = f"department={department.pk}"
    assert found["「花壇」"] == f"/projects/?{own}&{year}&sort=name"
    assert found["教育部"].endswith(f"/projects/?{year}&q=%E8%8A%B1%E5%A3%87&sort=name")
    assert f"{own}&fiscal_year=2025&q=" in found["令和6年度 (2024)"]


def test_facets_count_within_the_other_conditions(client, city, department):
    other = DepartmentFactory(municipality=city, name="環境衛生部", sort_order=1)
    for unit, recurrence in [(department, "yearly"), (other, "yearly"), (other, "once")]:
        published_record(department=unit, recurrence=recurrence)
    response = client.get(f"/projects/?department={other.pk}&recurrence=once")
    assert {value: count for value, count, _ in facet(response, "department")}[other.pk] == 1
    assert facet(response, "recurrence") == [("yearly", 1, False), ("once", 1, True)]
    assert page_text(response).count("checked") == 2


def test_every_year_can_be_asked_for_where_there_are_several(client, department):
    published_record(department=department, fiscal_year=2025)
    assert facet(client.get("/projects/"), "fiscal_year") == [(2025, 1, False)]
    published_record(department=department, fiscal_year=2024)
    assert facet(client.get("/projects/?fiscal_year=all"), "fiscal_year") == [
        (2025, 1, False),
        (2024, 1, False),
        ("all", 2, True),
    ]


def test_many_departments_are_folded_and_open_where_one_is_chosen(client, city):
    units = [DepartmentFactory(municipality=city, name=f"第{n}部", sort_order=n) for n in range(10)]
    for unit in units:
        published_record(department=unit)

    def group(query):
        groups = client.get(f"/projects/{query}").context["facets"]
        return next(group for group in groups if group.key == "department")

    assert (len(group("").values), len(group("").more_values)) == (8, 2)
    assert not group("").is_more_open
    assert group(f"?department={units[9].pk}").is_more_open


def test_bad_conditions_show_what_was_typed_and_keep_the_good_ones(client, department):
    published_record(department=department)
    response = client.get(
        "/projects/?fiscal_year=令和99年度&fiscal_year=2025&sort=population&q=清掃&form=zz"
    )
    text = page_text(response)
    assert response.status_code == 400
    assert response.context["form"].errors.keys() == {"fiscal_year", "sort", "form"}
    assert 'type="text" name="fiscal_year" value="令和99年度"' in text
    assert 'type="text" name="fiscal_year" value="2025"' in text
    assert 'type="hidden" name="q" value="清掃"' in text
    assert '<select name="sort"' in text
    assert 'type="checkbox" name="form" value="kyosai"' in text
    assert 'href="#id_fiscal_year"' in text
    assert 'id="id_fiscal_year"' in text


def test_bad_page_keeps_the_conditions_and_says_how_to_write_it(client, department):
    published_record(department=department)
    response = client.get("/projects/?page=<b>&q=清掃")
    assert response.status_code == 400
    assert escape("「ページ」の「<b>」は使えません。") in response.content.decode()
    assert 'name="q" value="清掃"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("fiscal_year=x", {"fiscal_year"}),
        ("form=zz&sort=y", {"form", "sort"}),
        ("page=x", set()),
    ],
)
def test_bad_conditions_are_json_to_programs(client, department, query, errors):
    published_record(department=department)
    response = client.get(f"/projects/?format=json&{query}")
    assert response.status_code == 400
    assert response.json()["detail"]
    assert response.json()["errors"].keys() == errors
