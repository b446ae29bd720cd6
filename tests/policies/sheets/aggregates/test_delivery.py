"""What of a year is not yet delivered, as far as somebody may see it."""

import pytest

from kyodo_portal.organizations.access import access_of
from policies.sheets.aggregates.delivery import delivery, sheet_years
from tests.factories.organizations import DepartmentFactory, OperatorFactory, editor
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    SectionFactory,
    SheetFactory,
    make_policy_city,
    make_three_levels,
    sheet_in,
)
from tests.factories.publishing import bring_to

pytestmark = pytest.mark.django_db


def of(city, by=None, year=2019):
    return delivery(city.plan, year, access_of(by or city.coordinator))


def rows(found):
    return [(row.department.name, row.counts, row.waiting) for row in found.rows]


def test_departments_stand_in_their_order_with_their_sheets_by_state(city):
    civic, welfare = city.departments
    for state in ("submitted", "published", "withdrawn"):
        measure = MeasureFactory(parent=city.measure.parent)
        sheet_in(state, plan_item=measure, departments=[welfare])
    # 下書き, 提出済み, 差戻し, 公開中, 公開停止.
    assert rows(of(city)) == [
        ("見本市市民課", [1, 0, 0, 0, 0], 0),
        ("見本市福祉課", [1, 1, 0, 1, 1], 0),
    ]
    civic.sort_order = welfare.sort_order + 1
    civic.save()
    assert [name for name, *_rest in rows(of(city))] == ["見本市福祉課", "見本市市民課"]


def test_open_sheets_are_those_that_a_department_still_writes(city):
    returned = sheet_in(
        "returned",
        plan_item=MeasureFactory(parent=city.measure.parent),
        departments=city.departments,
    )
    for state in ("submitted", "published", "withdrawn"):
        sheet_in(
            state,
            plan_item=MeasureFactory(parent=city.measure.parent),
            departments=city.departments,
        )
    assert [one.sheet for one in of(city).open] == [city.sheet, returned]


def test_parts_of_an_open_sheet_are_told_apart_by_who_has_confirmed(city):
    city.sheet.sections.filter(department=city.departments[1]).update(
        is_confirmed=False, confirmed_at=None, confirmed_by=None
    )
    third = DepartmentFactory(municipality=city.municipality)
    SectionFactory(sheet=city.sheet, department=third, is_confirmed=False)
    found = of(city)
    [sheet] = found.open
    assert [part.department for part in sheet.waiting] == [city.departments[1], third]
    assert [part.department for part in sheet.confirmed] == [city.departments[0]]
    assert [row.waiting for row in found.rows] == [0, 1, 1]


def test_only_the_year_and_the_plan_asked_for_count(city):
    SheetFactory(plan_item=city.measure, fiscal_year=2018, departments=city.departments)
    SheetFactory(
        plan_item=MeasureFactory(in_plan=PlanFactory(municipality=city.municipality)),
        departments=city.departments,
    )
    assert [counts for _name, counts, _waiting in rows(of(city))] == [[1, 0, 0, 0, 0]] * 2
    assert [one.sheet.fiscal_year for one in of(city, year=2018).open] == [2018]
    nothing = of(city, year=2017)
    assert (nothing.fiscal_year, nothing.rows, nothing.open) == (2017, [], [])
    assert nothing.missing == [city.measure]


def test_measures_without_a_sheet_of_the_year_are_missing_by_code():
    made = make_three_levels()
    SheetFactory(plan_item=made.measures[0], fiscal_year=2019)
    SheetFactory(plan_item=made.measures[1], fiscal_year=2018)
    found = delivery(made.plan, 2019, access_of(OperatorFactory()))
    # By code 基本目標 1 comes first; items above the 施策 are never missing.
    assert found.missing == [made.measures[2], made.measures[3], made.measures[1]]


def test_department_sees_its_own_sheets_and_what_is_published(city):
    third = DepartmentFactory(municipality=city.municipality, name="第三課")
    for state in ("draft", "published"):
        sheet_in(state, plan_item=MeasureFactory(parent=city.measure.parent), departments=[third])
    assert [name for name, *_rest in rows(of(city))] == ["見本市市民課", "見本市福祉課", "第三課"]
    seen = of(city, by=city.editors[0])
    assert rows(seen)[2] == ("第三課", [0, 0, 0, 1, 0], 0)
    assert [one.sheet for one in seen.open] == [city.sheet]
    # What it may not see is not said to be missing.
    assert seen.missing == []
    outsider = of(city, by=editor(DepartmentFactory(municipality=city.municipality), "policies"))
    assert [counts for _name, counts, _waiting in rows(outsider)] == [[0, 0, 0, 1, 0]]


def test_another_city_sees_nothing_of_it(city):
    bring_to(city.sheet, "published")
    found = of(city, by=make_policy_city("別の市").coordinator)
    assert (found.rows, found.open) == ([], [])


def test_years_of_a_plan_are_those_of_its_sheets_newest_first(city):
    for year in (2021, 2018):
        SheetFactory(plan_item=city.measure, fiscal_year=year)
    SheetFactory(plan_item=MeasureFactory(parent=city.measure.parent), fiscal_year=2021)
    SheetFactory(fiscal_year=2022)
    access = access_of(city.coordinator)
    assert sheet_years(city.plan, access) == [2021, 2019, 2018]
    assert sheet_years(PlanFactory(), access) == []


@pytest.mark.parametrize("count", [1, 3])
def test_delivery_costs_the_same_for_one_and_three(django_assert_num_queries, city, count):
    division = DepartmentFactory(municipality=city.municipality)
    for number in range(count):
        office = DepartmentFactory(municipality=city.municipality, parent=division)
        measure = MeasureFactory(parent=city.measure.parent)
        SheetFactory(plan_item=measure, departments=[office, *city.departments])
        MeasureFactory(parent=city.measure.parent, text=f"評価表のない施策{number}")
    access = access_of(city.coordinator)
    assert access.memberships
    # Sheets, their parts, the parts' departments and what these belong to; what is missing.
    with django_assert_num_queries(5):
        found = delivery(city.plan, 2019, access)
    assert (len(found.open), len(found.missing)) == (count + 1, count)
