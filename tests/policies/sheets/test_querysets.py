"""Which sheets everybody knows of, whose they are, who has still to confirm, and what lists cost."""

import pytest

from policies.models import EvaluationSheet
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    SectionFactory,
    SheetFactory,
    make_three_levels,
    published_sheet,
    sheet_in,
)

pytestmark = pytest.mark.django_db
SHEETS = EvaluationSheet.objects


@pytest.fixture
def measure():
    return MeasureFactory()


@pytest.fixture
def of_every_state(measure):
    """A sheet of each state, one that was withdrawn without trace, and those of a hidden plan."""
    states = ["draft", "submitted", "returned", "published", "withdrawn"]
    found = {
        state: sheet_in(state, plan_item=measure, fiscal_year=2015 + number)
        for number, state in enumerate(states)
    }
    found["traceless"] = sheet_in(
        "withdrawn", plan_item=measure, fiscal_year=2020, without_trace=True
    )
    hidden = MeasureFactory(in_plan=PlanFactory(is_published=False))
    for year, state in ((2018, "published"), (2019, "withdrawn")):
        sheet_in(state, plan_item=hidden, fiscal_year=year)
    return found


def test_only_published_sheets_of_published_plans_are_for_everybody(of_every_state):
    assert list(SHEETS.published()) == [of_every_state["published"]]


def test_public_knows_of_what_was_withdrawn_unless_without_trace(of_every_state):
    known = [of_every_state[state] for state in ("withdrawn", "published")]
    assert list(SHEETS.known_to_public()) == known
    assert list(SHEETS.known_to_public().years_and_states()) == [
        (2019, "withdrawn"),
        (2018, "published"),
    ]


def test_sheets_of_departments_are_those_on_which_one_of_them_writes(measure):
    first, second, third = DepartmentFactory.create_batch(3)
    city = measure.plan.municipality
    made = [
        SheetFactory(plan_item=measure, fiscal_year=year, departments=departments)
        for year, departments in [(2017, [first, second]), (2018, [second]), (2019, [third])]
    ]
    assert city.pk == made[0].municipality_id
    assert set(SHEETS.of_departments([first.pk])) == {made[0]}
    # Once each, also where two of the departments write.
    assert sorted(SHEETS.of_departments([first.pk, second.pk]), key=lambda one: one.pk) == made[:2]
    assert list(SHEETS.of_departments([])) == []


def test_sheets_are_those_of_all_the_years_named(measure):
    made = [SheetFactory(plan_item=measure, fiscal_year=year) for year in (2017, 2018, 2019)]
    assert set(SHEETS.in_years([2017, 2019])) == {made[0], made[2]}
    assert set(SHEETS.in_years(iter([2018]))) == {made[1]}
    assert list(SHEETS.in_years([])) == []


def test_sheets_are_waiting_or_confirmed_or_have_nobody_who_could(measure):
    waiting, confirmed, half, empty = [
        SheetFactory(plan_item=measure, fiscal_year=year, departments=[])
        for year in (2016, 2017, 2018, 2019)
    ]
    for sheet, is_confirmed in [
        (waiting, False),
        (confirmed, True),
        (confirmed, True),
        (half, True),
        (half, False),
    ]:
        SectionFactory(sheet=sheet, is_confirmed=is_confirmed)
    assert list(SHEETS.waiting()) == [half, waiting]
    assert list(SHEETS.confirmed()) == [confirmed]
    assert empty.sections.count() == 0


@pytest.mark.parametrize("rows", ["for_list", "for_admin_list"])
def test_lists_stand_by_year_and_then_as_the_plan(rows):
    made = make_three_levels()
    for year, place in [(2018, 0), (2019, 1), (2019, 2), (2018, 3)]:
        SheetFactory(plan_item=made.measures[place], fiscal_year=year)
    found = [(sheet.fiscal_year, sheet.plan_item.path_code) for sheet in getattr(SHEETS, rows)()]
    assert found == [(2019, "110101"), (2019, "120102"), (2018, "110102"), (2018, "120101")]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("rows", ["for_list", "for_admin_list"])
def test_lists_cost_four_queries_with_departments_and_what_they_belong_to(
    django_assert_num_queries, rows, count
):
    city = MunicipalityFactory()
    division = DepartmentFactory(municipality=city)
    for _ in range(count):
        plan = PlanFactory(municipality=city)
        offices = DepartmentFactory.create_batch(count, municipality=city, parent=division)
        SheetFactory(
            plan_item=MeasureFactory(in_plan=plan),
            rating=RatingGradeFactory(plan=plan),
            departments=offices,
        )
    with django_assert_num_queries(4):
        found = [
            (
                sheet.plan_item.plan.slug,
                sheet.municipality.name,
                sheet.rating.code,
                [part.department.parent.name for part in sheet.sections.all()],
            )
            for sheet in getattr(SHEETS, rows)()
        ]
    assert [len(parents) for *_rest, parents in found] == [count] * count


def test_published_sheet_is_found_by_its_words(measure):
    department = DepartmentFactory(municipality=measure.plan.municipality, name="公園緑地課")
    sheet = published_sheet(plan_item=measure, departments=[department])
    published_sheet()
    assert list(SHEETS.published().matching("公園　花壇")) == [sheet]
    assert list(SHEETS.published().matching("公園 図書館")) == []
