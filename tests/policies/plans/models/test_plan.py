"""The rules of a plan, its items and its scale."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from policies.models import Plan, PlanItem, RatingGrade
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    PlanItemFactory,
    RatingGradeFactory,
    make_three_levels,
)
from tests.refusals import refusal

pytestmark = pytest.mark.django_db


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


def test_years_in_the_wrong_order_are_refused():
    plan = PlanFactory()
    plan.first_year, plan.last_year = 2020, 2019
    assert refusal(plan) == {"__all__": ["おわりの年度が、はじめの年度より前です。"]}


def test_grade_stands_once_in_a_plan():
    grade = RatingGradeFactory(code="A")
    with pytest.raises(ValidationError):
        RatingGradeFactory(plan=grade.plan, code="A")


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [
        (None, None, [2017, 2018, 2022, 2023]),
        (2018, None, [2018, 2022, 2023]),
        (None, 2022, [2017, 2018, 2022]),
        (2018, 2022, [2018, 2022]),
        (2018, 2018, [2018]),
    ],
)
def test_plan_covers_its_first_and_last_year_and_all_where_none_is_known(first, last, covered):
    plan = Plan(first_year=first, last_year=last)
    assert [year for year in (2017, 2018, 2022, 2023) if plan.covers(year)] == covered


def test_years_in_the_wrong_order_do_not_reach_the_database():
    plan = PlanFactory(first_year=2018, last_year=2022)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(last_year=2017)


def test_plan_without_a_name_is_called_what_it_is():
    plan = PlanFactory(municipality__name="見本市", name="")
    assert str(plan) == "見本市 総合計画"
    plan.name = "見本市第6次基本計画"
    assert str(plan) == "見本市第6次基本計画"


def test_levels_are_read_without_the_spaces_around_them():
    assert Plan(level_names="運営方針 \r\n　施策").levels == ["運営方針", "施策"]


def test_item_takes_depth_and_code_from_its_place():
    made = make_three_levels()
    places = [
        (made.tops[0], 0, "12"),
        (made.branches[1], 1, "1101"),
        (made.measures[1], 2, "120102"),
    ]
    assert [(item.depth, item.path_code) for item, *_ in places] == [
        (depth, code) for _, depth, code in places
    ]
    names = [item.level_name for item, *_ in places]
    assert names == ["基本目標", "運営方針", "施策"]
    assert [item.is_measure for item, *_ in places] == [False, False, True]


def test_item_is_named_by_its_number_and_title_or_by_its_code_and_sentence():
    made = make_three_levels()
    made.measures[0].text = "花壇を広げます。"
    assert str(made.branches[0]) == "01 地域活動の促進"
    assert str(made.measures[0]) == "120101 花壇を広げます。"
    assert str(PlanItem(title="序論")) == "序論"


def test_related_plans_stand_one_a_line_without_empty_ones():
    item = PlanItem(related_plans="緑の基本計画\n\n 環境基本計画 \n")
    assert item.related_plan_names == ["緑の基本計画", "環境基本計画"]


def test_code_stands_once_in_a_plan_and_again_in_another(measure):
    twin = PlanItem(plan=measure.plan, parent=measure.parent, code=measure.code)
    assert refusal(twin) == {"__all__": ["同じ番号の項目が、この計画にもうあります。"]}
    other = MeasureFactory(in_plan=PlanFactory(), parent__number="111")
    assert other.path_code == measure.path_code


def test_grades_stand_in_their_own_order_and_letters_may_be_any():
    plan = PlanFactory()
    for position, code in enumerate(["優", "良", "可"]):
        RatingGradeFactory(plan=plan, code=code, position=2 - position)
    assert [grade.code for grade in plan.grades.all()] == ["可", "良", "優"]
    assert str(plan.grades.first()) == "可（趣旨に沿って措置したもの）"


def test_records_are_found_by_what_names_them_in_every_database():
    made = make_three_levels(slug="mihon")
    grade = RatingGradeFactory(plan=made.plan, code="A")
    RatingGradeFactory(code="A")
    found = [
        Plan.objects.get_by_natural_key("mihon"),
        RatingGrade.objects.get_by_natural_key("mihon", "A"),
        PlanItem.objects.get_by_natural_key("mihon", "120101"),
    ]
    assert found == [made.plan, grade, made.measures[0]]
    assert [one.natural_key() for one in found] == [
        ("mihon",),
        ("mihon", "A"),
        ("mihon", "120101"),
    ]
