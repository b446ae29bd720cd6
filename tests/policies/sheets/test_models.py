"""The rules of a sheet."""

import pytest
from django.core.exceptions import ValidationError

from policies.models import EvaluationSheet
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    SheetFactory,
)

pytestmark = pytest.mark.django_db


def refusal(sheet) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        sheet.full_clean()
    return refused.value.message_dict


def test_year_outside_the_plan_is_refused():
    measure = MeasureFactory(in_plan=PlanFactory(first_year=2018, last_year=2022))
    assert refusal(EvaluationSheet(plan_item=measure, fiscal_year=2023)) == {
        "fiscal_year": ["令和5年度は、この計画の期間に入っていません。"]
    }


def test_sheet_of_an_item_above_the_measures_is_refused():
    item = MeasureFactory().parent
    assert refusal(EvaluationSheet(plan_item=item, fiscal_year=2019)) == {
        "plan_item": ["評価表を作れるのは「施策」だけです。"]
    }


def test_grade_of_another_scale_is_refused():
    sheet = EvaluationSheet(
        plan_item=MeasureFactory(), fiscal_year=2019, rating=RatingGradeFactory()
    )
    assert refusal(sheet) == {"rating": ["反映区分は、この計画の区分から選んでください。"]}


def test_second_sheet_of_a_year_is_refused():
    sheet = SheetFactory()
    second = EvaluationSheet(plan_item=sheet.plan_item, fiscal_year=sheet.fiscal_year)
    assert refusal(second) == {"__all__": ["この施策には、この年度の評価表がもうあります。"]}


def test_municipality_is_the_plans():
    sheet = EvaluationSheet(plan_item=MeasureFactory(), fiscal_year=2019)
    sheet.full_clean()
    assert sheet.municipality == sheet.plan_item.plan.municipality
