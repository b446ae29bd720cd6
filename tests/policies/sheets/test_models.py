"""The rules of a sheet and its steps, and what history and corrections know of its rows."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.corrections import apply_correction, request_correction
from kyodo_portal.publishing.differences import differences
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.transitions import transition
from policies.models import EvaluationSheet, SheetSection
from policies.sheets.services.sheets import save_sheet
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    PolicyCity,
    RatingGradeFactory,
    SheetFactory,
    make_policy_city,
)
from tests.factories.publishing import publish

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


@pytest.fixture
def city() -> PolicyCity:
    return make_policy_city("見本市")


def submit(sheet, by):
    return transition(
        sheet, Action.SUBMIT, by=by, channel=Channel.ADMIN, expected_version=sheet.version
    )


def test_sheet_is_submitted_when_all_sections_are_confirmed(city):
    assert submit(city.sheet, city.editors[1]).state == State.SUBMITTED


def test_sheet_is_not_submitted_before(city):
    SheetSection.objects.filter(department=city.departments[1]).update(
        is_confirmed=False, confirmed_at=None, confirmed_by=None
    )
    with pytest.raises(ValidationError) as refused:
        submit(city.sheet, city.coordinator)
    number = city.measure.code
    assert refused.value.messages == [
        (
            f"「{number} 令和元年度」は、まだ全部の担当課が確認していません：見本市福祉課。"
            "確認がそろうと提出できます。"
        )
    ]


def test_sheet_without_sections_is_not_submitted(city):
    sheet = SheetFactory(plan_item=city.measure, fiscal_year=2018, departments=[])
    with pytest.raises(ValidationError) as refused:
        submit(sheet, city.coordinator)
    assert "担当課が登録されていません" in refused.value.messages[0]


def test_department_without_a_section_does_not_submit(city):
    with pytest.raises(PermissionDenied):
        submit(city.sheet, make_policy_city("別の市").editors[0])


def asked_for(city, **changes):
    """Ask, as the first department, for these changes of its published section."""
    sheet = publish(city.sheet)
    wish = EvaluationSheet.objects.get(pk=sheet.pk)
    own, other = SheetSection.objects.filter(sheet=sheet).order_by("position")
    for name, value in changes.items():
        setattr(own, name, value)
    return request_correction(
        wish,
        relations={"sections": [own, other]},
        by=city.editors[0],
        expected_version=sheet.version,
        reason="数の誤り",
    )


def test_correction_of_a_section_is_applied_to_the_stored_row(city):
    before = SheetSection.objects.get(department=city.departments[0])
    asked = asked_for(city, actions="花壇を11か所増やしました。")
    apply_correction(asked, by=city.coordinator, channel=Channel.ADMIN)
    after = SheetSection.objects.get(department=city.departments[0])
    assert (after.pk, after.actions) == (before.pk, "花壇を11か所増やしました。")
    assert (after.confirmed_at, after.confirmed_by) == (before.confirmed_at, before.confirmed_by)
    assert city.sheet.sections.count() == 2


def test_correction_that_names_a_department_that_is_gone_is_refused(city):
    asked = asked_for(city, actions="花壇を11か所増やしました。")
    asked.values["sections"][1]["department"] = {"id": 999_999, "name": "なくなった課"}
    asked.save()
    with pytest.raises(ValidationError) as refused:
        apply_correction(asked, by=city.coordinator, channel=Channel.ADMIN)
    assert refused.value.messages == ["依頼にある「なくなった課」は、もう登録されていません。"]


def test_history_says_in_words_which_section_changed(city):
    own, other = SheetSection.objects.filter(sheet=city.sheet).order_by("position")
    own.actions = "花壇を増やしました。"
    save_sheet(
        city.sheet,
        sections=[own, other],
        by=city.editors[0],
        channel=Channel.ADMIN,
        expected_version=1,
    )
    change = Change.objects.get()
    [found] = differences(EvaluationSheet, change.before, change.after)
    assert found.label == "担当課の記入"
    assert found.before == (
        "担当課：見本市市民課\n具体的な取組：見本市市民課の取組です。\n"
        "今後の取組の方向性：見本市市民課は今後も続けます。\n確認済み：はい"
    )
    assert "具体的な取組：花壇を増やしました。" in found.after
    assert "福祉課" not in found.before + found.after
