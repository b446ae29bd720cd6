"""What is taken home is what the page shows, opened again."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from policies.models import Indicator
from tests.factories.policies import IndicatorFactory, MeasureFactory, PlanFactory, published_sheet

pytestmark = pytest.mark.django_db
QUERIES = {"/policies/": 10, "/policies/summary/": 7}


def answer(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content if not response.streaming else b"".join(response)


def csv_rows(content):
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_real_plan_is_15_measures_in_every_file(client, real_data):
    json = client.get("/policies/", {"format": "json"}).json()
    rows = csv_rows(answer(client, "/policies/", format="csv"))
    book = load_workbook(BytesIO(answer(client, "/policies/", format="xlsx")))
    assert (json["count"], len(rows), book.worksheets[0].max_row - 1) == (15, 15, 15)
    assert min(row["施策番号"] for row in rows) == "1110111"
    assert sorted(row["反映区分"] for row in rows) == ["A"] * 8 + ["B"] * 7


def test_the_real_indicators_are_the_same_in_page_file_and_database(client, real_data):
    rows = csv_rows(answer(client, "/policies/summary/", format="csv"))
    names = set(Indicator.objects.values_list("name", flat=True))
    assert len(names) == 25
    assert {row["指標名"] for row in rows} == names
    assert len(rows) == 50


def test_a_value_that_looks_like_a_formula_stays_text(client):
    measure = MeasureFactory(in_plan=PlanFactory(slug="plan"), text="=1+1")
    IndicatorFactory(plan_item=measure, name="=SUM(A1)", values={2019: "8.1"})
    published_sheet(plan_item=measure, fiscal_year=2019)
    book = load_workbook(BytesIO(answer(client, "/policies/summary/", format="xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=SUM(A1)"} == {"s"}
    assert 8.1 in [cell.value for cell in cells]
    rows = csv_rows(answer(client, "/policies/summary/", format="csv"))
    assert [row["指標名"] for row in rows] == ["'=SUM(A1)"]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("page", ["/policies/", "/policies/summary/"])
def test_files_cost_a_fixed_number_of_queries(client, page, number, django_assert_num_queries):
    plan = PlanFactory(slug="plan")
    for _ in range(number):
        measure = MeasureFactory(in_plan=plan)
        IndicatorFactory(plan_item=measure, values={2019: "1"})
        published_sheet(plan_item=measure, fiscal_year=2019)
    with django_assert_num_queries(QUERIES[page]):
        answer(client, page, format="csv")
