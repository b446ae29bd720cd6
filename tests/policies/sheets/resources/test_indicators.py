"""Files and API of indicators say whose 施策 they measure, and how the city rated it."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    RatingGradeFactory,
    published_sheet,
    sheet_in,
)

pytestmark = pytest.mark.django_db
HEADINGS = ["担当課", "担当部・課", "評価表の年度", "反映区分", "反映区分の説明", "指標の担当課"]
SAID = ["見本部 公園課、見本部 緑地課", "見本部 公園課・緑地課", 2019, "B", "改善する", None]


@pytest.fixture
def measure():
    """A 施策 of two departments, rated B in 2019, and A in a draft of 2020."""
    measure = MeasureFactory()
    city = measure.plan.municipality
    above = DepartmentFactory(municipality=city, name="見本部")
    parks = DepartmentFactory(municipality=city, name="公園課", parent=above, sort_order=1)
    greens = DepartmentFactory(municipality=city, name="緑地課", parent=above, sort_order=2)
    good = RatingGradeFactory(plan=measure.plan, code="A", label="続ける")
    less_good = RatingGradeFactory(plan=measure.plan, code="B", label="改善する")
    published_sheet(
        plan_item=measure,
        fiscal_year=2019,
        departments=[parks, greens],
        department_text="見本部 公園課・緑地課",
        rating=less_good,
    )
    sheet_in("draft", plan_item=measure, fiscal_year=2020, departments=[greens], rating=good)
    IndicatorFactory(plan_item=measure, name="花壇の数", values={2018: "6", 2019: "7"})
    return measure


def test_file_of_the_summary_says_departments_and_rating_in_every_line(client, measure):
    response = client.get("/policies/summary/?format=csv")
    rows = list(csv.DictReader(StringIO(b"".join(response).decode("utf-8-sig"))))
    assert [row["年度"] for row in rows] == ["2018", "2019"]
    told = ["" if value is None else str(value) for value in SAID]
    assert [[row[name] for name in HEADINGS] for row in rows] == [told] * 2


def test_workbook_of_the_summary_says_departments_and_rating(client, measure):
    book = load_workbook(BytesIO(client.get("/policies/summary/?format=xlsx").getvalue()))
    head, *rows = book["評価指標"].iter_rows(values_only=True)
    assert [[row[head.index(name)] for name in HEADINGS] for row in rows] == [SAID] * 2


def test_json_of_the_summary_and_api_say_departments_and_rating(client, measure):
    [row] = client.get("/api/v1/indicators/").json()["results"]
    assert [(one["parent_name"], one["name"]) for one in row["departments"]] == [
        ("見本部", "公園課"),
        ("見本部", "緑地課"),
    ]
    assert {
        key: row[key] for key in ("department", "department_text", "rating", "rating_label")
    } == {
        "department": None,
        "department_text": "見本部 公園課・緑地課",
        "rating": "B",
        "rating_label": "改善する",
    }
    assert row["sheet_fiscal_year"] == 2019
    assert client.get("/policies/summary/?format=json").json()["indicators"] == [row]


def test_address_in_json_is_completed_once(client, measure):
    address = measure.get_absolute_url()
    summary = client.get("/policies/summary/?format=json").json()["indicators"]
    sheets = client.get(f"{address}?format=json").json()["sheets"]
    assert [row["url"] for row in summary] == [f"http://testserver{address}"]
    assert [row["url"] for row in sheets] == [f"http://testserver{address}?fiscal_year=2019"]


def test_the_real_indicators_all_name_departments_and_rating(client, real_data):
    rows = client.get("/api/v1/indicators/?page_size=200").json()["results"]
    assert len(rows) == 25
    assert [row["name"] for row in rows if not row["departments"] or not row["rating"]] == []


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_a_fixed_number_of_queries(client, measure, number, django_assert_num_queries):
    for _ in range(number - 1):
        other = MeasureFactory(in_plan=measure.plan)
        IndicatorFactory(plan_item=other, values={2019: "1"})
        published_sheet(plan_item=other, fiscal_year=2019)
    with django_assert_num_queries(9):
        client.get("/api/v1/indicators/")
