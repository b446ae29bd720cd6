"""Sheets as plain rows, and the newest ones of a department."""

import pytest

from policies.models import EvaluationSheet
from policies.sheets.rows.plain import department_sheets, sheet_rows
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    SectionFactory,
    SheetFactory,
    make_three_levels,
    published_sheet,
    sheet_in,
)
from tests.factories.publishing import saved

pytestmark = pytest.mark.django_db


def rows():
    return sheet_rows(list(EvaluationSheet.objects.for_list()))


@pytest.fixture
def sheet():
    """A sheet of two departments, the second one's part before the first one's."""
    made = make_three_levels(slug="mihon", municipality__name="見本市", municipality__code="970018")
    city = made.plan.municipality
    division = DepartmentFactory(municipality=city, name="総合政策部")
    civic = DepartmentFactory(municipality=city, parent=division, name="市民課")
    welfare = DepartmentFactory(municipality=city, name="福祉課")
    measure = saved(made.measures[0], text="花壇を広げます。")
    sheet = SheetFactory(
        plan_item=measure,
        rating=RatingGradeFactory(plan=made.plan, code="A", label="措置したもの"),
        department_text="総合政策部　市民課",
        notes="※速報値",
        departments=[],
    )
    for department, position in ((welfare, 2), (civic, 1)):
        SectionFactory(sheet=sheet, department=department, position=position)
    return sheet


def test_sheet_stands_with_its_own_words_and_where_it_is_in_the_plan(sheet):
    [row] = rows()
    for name in ("departments", "sections", "indicators"):
        del row[name]
    assert row == {
        "id": sheet.pk,
        "plan": "mihon",
        "municipality": "970018",
        "municipality_name": "見本市",
        "code": "120101",
        "text": "花壇を広げます。",
        "above": ["2 共に支え合うまち", "01 地域活動の促進"],
        "fiscal_year": 2019,
        "rating": "A",
        "rating_label": "措置したもの",
        "department_text": "総合政策部　市民課",
        "notes": "※速報値",
        "url": "/policies/mihon/120101/?fiscal_year=2019",
    }


def test_parts_stand_in_the_order_of_the_sheet_with_their_departments(sheet):
    [row] = rows()
    civic, welfare = [part.department_id for part in sheet.sections.order_by("position")]
    assert row["departments"] == [
        {"id": civic, "name": "市民課", "parent_name": "総合政策部"},
        {"id": welfare, "name": "福祉課", "parent_name": None},
    ]
    assert row["sections"] == [
        {
            "department": department,
            "actions": f"{department['name']}の取組です。",
            "direction": f"{department['name']}は今後も続けます。",
        }
        for department in row["departments"]
    ]


def test_indicators_stand_with_their_values_up_to_the_sheets_year(sheet):
    indicator = IndicatorFactory(
        plan_item=sheet.plan_item, unit="か所", values={2018: "-", 2019: "8.1", 2020: "98765"}
    )
    IndicatorFactory(plan_item=sheet.plan_item, values={2020: "98765"})
    [row] = rows()
    [shown] = row["indicators"]
    assert (shown["id"], shown["name"], shown["unit"]) == (indicator.pk, indicator.name, "か所")
    values = [(one["fiscal_year"], one["value"]) for one in shown["values"]]
    assert values == [(2018, None), (2019, 8.1)]


def test_sheet_without_rating_parts_or_anything_above_has_empty_ones():
    plan = PlanFactory(level_names="施策")
    measure = MeasureFactory(parent=None, plan=plan, code="10001")
    SheetFactory(plan_item=measure, departments=[])
    [row] = rows()
    assert (row["rating"], row["rating_label"], row["department_text"]) == ("", "", "")
    lists = ["above", "departments", "sections", "indicators"]
    assert [row[key] for key in lists] == [[], [], [], []]


def test_sheets_of_one_measure_show_its_indicators_up_to_their_own_years():
    measure = MeasureFactory()
    IndicatorFactory(plan_item=measure, values={2018: "1", 2019: "2"})
    for year in (2017, 2018, 2019):
        SheetFactory(plan_item=measure, fiscal_year=year)
    shown = [[len(one["values"]) for one in row["indicators"]] for row in rows()]
    assert shown == [[2], [1], []]


@pytest.mark.parametrize("count", [1, 3])
def test_rows_of_any_number_of_sheets_cost_three_queries(django_assert_num_queries, count):
    for _ in range(count):
        measure = MeasureFactory()
        IndicatorFactory.create_batch(count, plan_item=measure, values={2019: "1"})
        SheetFactory(plan_item=measure)
    sheets = list(EvaluationSheet.objects.for_list())
    with django_assert_num_queries(3):
        found = sheet_rows(sheets)
    assert [len(row["indicators"]) for row in found] == [count] * count


@pytest.fixture
def office():
    division = DepartmentFactory(name="環境部")
    return DepartmentFactory(municipality=division.municipality, parent=division, name="公園課")


def test_newest_published_sheet_of_each_measure_is_the_departments(office):
    plan = PlanFactory(municipality=office.municipality)
    first, second = [MeasureFactory(in_plan=plan, parent__number=one) for one in ("111", "222")]
    made = {
        (item, year): published_sheet(plan_item=item, fiscal_year=year, departments=[office])
        for item, year in [(first, 2018), (first, 2019), (second, 2018)]
    }
    for state in ("draft", "withdrawn"):
        sheet_in(
            state,
            plan_item=second,
            fiscal_year={"draft": 2019, "withdrawn": 2020}[state],
            departments=[office],
        )
    assert department_sheets(office) == [made[first, 2019], made[second, 2018]]
    # What stands below a division is the division's too, and nothing the other way round.
    assert department_sheets(office.parent) == department_sheets(office)


def test_sheets_of_other_departments_and_of_the_one_above_are_not_the_offices(office):
    for department in (office.parent, DepartmentFactory(municipality=office.municipality)):
        measure = MeasureFactory(in_plan__municipality=office.municipality)
        published_sheet(plan_item=measure, departments=[department])
    assert department_sheets(office) == []


def test_measure_that_a_department_left_shows_the_last_sheet_on_which_it_writes(office):
    measure = MeasureFactory(in_plan__municipality=office.municipality)
    last = published_sheet(plan_item=measure, fiscal_year=2018, departments=[office])
    published_sheet(plan_item=measure, fiscal_year=2019, departments=[office.parent])
    assert department_sheets(office) == [last]
