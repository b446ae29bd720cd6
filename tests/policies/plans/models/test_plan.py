"""The rules of a plan, its items and its scale."""

import pytest
from django.core.exceptions import ValidationError

from policies.models import PlanItem
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    PlanItemFactory,
    RatingGradeFactory,
    SheetFactory,
)

pytestmark = pytest.mark.django_db


def refusal(record) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    return refused.value.message_dict


@pytest.fixture
def measure():
    return MeasureFactory(in_plan=PlanFactory(), parent__number="111")


def test_code_that_breaks_the_pattern_is_refused(measure):
    item = PlanItem(plan=measure.plan, parent=measure.parent, code="111A1")
    assert refusal(item) == {
        "code": ["施策番号「111A1」は、この計画の番号の形（[0-9]{5}）に合いません。"]
    }


def test_code_that_does_not_begin_with_its_parents_is_refused(measure):
    item = PlanItem(plan=measure.plan, parent=measure.parent, code="22201")
    assert refusal(item) == {
        "code": ["施策番号「22201」は、上の項目の番号「111」から始まりません。"]
    }


def test_measure_without_code_is_refused(measure):
    item = PlanItem(plan=measure.plan, parent=measure.parent, text="施策")
    assert refusal(item) == {"code": ["施策番号を書いてください。"]}


def test_parent_of_another_plan_is_refused(measure):
    item = PlanItem(plan=measure.plan, parent=PlanItemFactory(number="111"), code="11103")
    assert refusal(item) == {"parent": ["上の項目は、同じ計画から選んでください。"]}


def test_circle_is_refused():
    plan = PlanFactory(level_names="一\n二\n三")
    top = PlanItemFactory(plan=plan, number="1")
    below = PlanItemFactory(plan=plan, parent=top, number="2")
    top.parent = below
    assert refusal(top) == {"parent": ["自分自身や自分の下の項目は、上の項目にできません。"]}


def test_item_below_the_lowest_level_is_refused(measure):
    item = PlanItem(plan=measure.plan, parent=measure, code="11101")
    assert refusal(item) == {
        "parent": ["この計画の段階は「運営方針、施策」までです。上の項目を選び直してください。"]
    }


def test_item_without_plan_is_refused_and_no_error():
    assert refusal(PlanItem(title="方針")) == {
        "plan": ["このフィールドには NULL を指定できません。"]
    }


def test_goals_out_of_range_are_refused(measure):
    measure.sdgs = [0, 18]
    assert list(refusal(measure)) == ["sdgs"]


def test_item_with_items_below_keeps_its_number(measure):
    measure.parent.number = "222"
    assert refusal(measure.parent) == {
        "number": ["下に項目があるので、番号や場所は変えられません。"]
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level_names", "運営方針\n主な取組\n施策"),
        ("code_prefix", "9"),
        ("code_pattern", "[0-9]{7}"),
        ("code_pattern", "(["),
        ("code_pattern", "a{99999999999}"),
    ],
)
def test_plan_keeps_fitting_its_items(measure, field, value):
    plan = measure.plan
    setattr(plan, field, value)
    assert list(refusal(plan)) == [field]


def test_plan_keeps_covering_its_sheets(measure):
    SheetFactory(plan_item=measure, fiscal_year=2019)
    plan = measure.plan
    plan.last_year = 2018
    assert refusal(plan) == {
        "last_year": ["令和元年度の評価表がもうあります。期間に入れてください。"]
    }
    plan.first_year, plan.last_year = 2019, 2019
    plan.full_clean()


def test_years_in_the_wrong_order_are_refused():
    plan = PlanFactory()
    plan.first_year, plan.last_year = 2020, 2019
    assert refusal(plan) == {"__all__": ["おわりの年度が、はじめの年度より前です。"]}


def test_grade_stands_once_in_a_plan():
    grade = RatingGradeFactory(code="A")
    with pytest.raises(ValidationError):
        RatingGradeFactory(plan=grade.plan, code="A")
