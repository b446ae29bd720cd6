"""Plans, items and departments as plain rows."""

import pytest

from kyodo_portal.open_data.columns import department_name, department_row
from policies.models import Plan, PlanItem
from policies.plans.rows.plain import (
    item_row,
    labels_above,
    plan_row,
)
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    PlanItemFactory,
    RatingGradeFactory,
    make_three_levels,
)

pytestmark = pytest.mark.django_db


def test_department_stands_with_what_it_belongs_to():
    division = DepartmentFactory(name="総合政策部")
    office = DepartmentFactory(
        municipality=division.municipality, parent=division, name="市民自治推進室"
    )
    assert department_row(office) == {
        "id": office.pk,
        "name": "市民自治推進室",
        "parent_name": "総合政策部",
    }
    assert department_row(division)["parent_name"] is None
    assert department_name(department_row(office)) == "総合政策部 市民自治推進室"
    assert department_name(department_row(division)) == "総合政策部"


def test_labels_lead_from_the_highest_item_to_the_item_itself():
    made = make_three_levels()
    elsewhere = PlanItemFactory(number="9", title="よその方針")
    labels = labels_above([made.plan.pk])
    assert labels[made.tops[0].pk] == ["2 共に支え合うまち"]
    assert labels[made.branches[1].pk] == ["1 自然を守るまち", "01 みどりの保全"]
    # A 施策 has neither number nor title of its own.
    assert labels[made.measures[0].pk] == ["2 共に支え合うまち", "01 地域活動の促進", ""]
    assert elsewhere.pk not in labels
    assert len(labels) == made.plan.items.count()
    both = labels_above([made.plan.pk, elsewhere.plan_id])
    assert both[elsewhere.pk] == ["9 よその方針"]


def test_no_plans_have_no_labels():
    PlanItemFactory()
    assert labels_above([]) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_labels_of_any_number_of_plans_cost_one_query(django_assert_num_queries, count):
    plans = [make_three_levels().plan.pk for _ in range(count)]
    with django_assert_num_queries(1):
        assert len(labels_above(plans)) == 8 * count


def test_item_stands_with_its_words_as_written():
    measure = MeasureFactory(
        in_plan__slug="mihon",
        in_plan__municipality__code="970018",
        parent__number="111",
        text="花壇づくりを広げます。",
        current_state="花壇が足りません。\n担い手も足りません。",
        goal="花のあるまち",
        related_plans="緑の基本計画\n\n環境基本計画",
        sdgs=[11, 15],
    )
    assert item_row(measure) == {
        "id": measure.pk,
        "plan": "mihon",
        "municipality": "970018",
        "parent": measure.parent_id,
        "level": "施策",
        "number": "",
        "code": "11101",
        "title": "",
        "text": "花壇づくりを広げます。",
        "current_state": "花壇が足りません。\n担い手も足りません。",
        "goal": "花のあるまち",
        "related_plans": ["緑の基本計画", "環境基本計画"],
        "sdgs": [11, 15],
        "url": "/policies/mihon/11101/",
    }


def test_item_without_a_code_stands_under_that_of_its_place():
    branch = make_three_levels(slug="mihon").branches[0]
    row = item_row(branch)
    assert (row["number"], row["code"], row["url"]) == ("01", "1201", "/policies/mihon/1201/")
    assert (row["related_plans"], row["sdgs"]) == ([], [])


def test_highest_item_has_none_above_it():
    assert item_row(PlanItemFactory())["parent"] is None


def test_plan_stands_with_its_levels_and_its_scale_in_order():
    plan = PlanFactory(
        slug="mihon",
        municipality__code="970018",
        level_names="運営方針\n主な取組\n施策",
        first_year=2018,
        source_title="施策評価表（令和元年度）",
    )
    RatingGradeFactory(plan=plan, code="B", label="努力しているもの", position=2)
    RatingGradeFactory(plan=plan, code="A", label="措置したもの", position=1)
    RatingGradeFactory(code="C")
    assert plan_row(Plan.objects.for_list().get(pk=plan.pk)) == {
        "id": plan.pk,
        "municipality": "970018",
        "slug": "mihon",
        "name": "",
        "levels": ["運営方針", "主な取組", "施策"],
        "ratings": [
            {"code": "A", "label": "措置したもの"},
            {"code": "B", "label": "努力しているもの"},
        ],
        "first_year": 2018,
        "last_year": None,
        "source_title": "施策評価表（令和元年度）",
        "url": "/policies/",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_rows_of_lists_cost_no_query_of_their_own(django_assert_num_queries, count):
    for _ in range(count):
        RatingGradeFactory(plan=MeasureFactory().plan)
    plans, items = list(Plan.objects.for_list()), list(PlanItem.objects.for_list())
    with django_assert_num_queries(0):
        rows = [*map(plan_row, plans), *map(item_row, items)]
    assert len(rows) == 3 * count
