"""The rules of a sheet and its steps, and what history and corrections know of its rows."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from policies.models import EvaluationSheet, SheetSection
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    SectionFactory,
    SheetFactory,
)
from tests.refusals import refusal

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("year", [2018, 2022])
def test_first_and_last_year_of_the_plan_are_within_it(year):
    measure = MeasureFactory(in_plan=PlanFactory(first_year=2018, last_year=2022))
    EvaluationSheet(plan_item=measure, fiscal_year=year).full_clean()


@pytest.mark.parametrize("year", [1867, 2101])
def test_year_that_cannot_be_is_refused(year):
    assert refusal(EvaluationSheet(plan_item=MeasureFactory(), fiscal_year=year)) == {
        "__all__": ["年度は 令和7年度 や 2025 のように書いてください。"]
    }


@pytest.mark.parametrize("field", ["plan_item", "fiscal_year"])
def test_stored_sheet_stays_with_its_measure_and_year(field):
    sheet = SheetFactory()
    other = {"plan_item": MeasureFactory(parent=sheet.plan_item.parent), "fiscal_year": 2020}
    setattr(sheet, field, other[field])
    assert refusal(sheet) == {
        field: ["評価表の施策と年度は変えられません。新しい評価表を作ってください。"]
    }


def test_all_that_is_wrong_is_told_at_once():
    measure = MeasureFactory(in_plan=PlanFactory(first_year=2018))
    sheet = EvaluationSheet(plan_item=measure.parent, fiscal_year=2017, rating=RatingGradeFactory())
    assert sorted(refusal(sheet)) == ["fiscal_year", "plan_item", "rating"]


def test_sheet_is_named_by_code_and_year_and_leads_to_its_year():
    measure = MeasureFactory(in_plan=PlanFactory(slug="mihon"), parent__number="111")
    sheet = SheetFactory(plan_item=measure)
    SheetFactory(plan_item=measure, fiscal_year=2020)
    assert str(sheet) == "11101 令和元年度"
    assert sheet.get_absolute_url() == "/policies/mihon/11101/?fiscal_year=2019"
    assert sheet.natural_key() == ("mihon", "11101", 2019)
    assert EvaluationSheet.objects.get_by_natural_key("mihon", "11101", 2019) == sheet


def test_department_has_one_part_on_a_sheet():
    part = SectionFactory()
    twin = SheetSection(sheet=part.sheet, department=part.department)
    assert refusal(twin) == {"__all__": ["同じ担当課が二度あります。"]}
    assert (str(part), str(SheetSection())) == (part.department.name, "担当課の記入")


@pytest.mark.parametrize(
    "values",
    [
        {"is_confirmed": False},
        {"confirmed_by": None},
        {"confirmed_at": None},
    ],
)
def test_who_and_when_stand_with_a_confirmation_and_only_there(values):
    part = SectionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetSection.objects.filter(pk=part.pk).update(**values)
    open_part = SectionFactory(is_confirmed=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetSection.objects.filter(pk=open_part.pk).update(confirmed_at=timezone.now())
