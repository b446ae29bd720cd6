"""The rules of a sheet's steps, and what history and corrections know of its rows."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Action, Channel, State
from kyodo_portal.publishing.corrections import apply_correction, request_correction
from kyodo_portal.publishing.differences import differences
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.transitions import transition
from kyodo_portal.read_model.models import SearchRow
from policies.models import EvaluationSheet, SheetSection
from policies.sheets.services.sheets import save_sheet
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    SectionFactory,
    SheetFactory,
    make_policy_city,
)
from tests.factories.publishing import bring_to, publish, saved
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


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


# --- What the search knows of a sheet -----------------------------------------------------------


def row_of(sheet):
    return SearchRow.objects.get(kind="policies.evaluationsheet", object_id=sheet.pk)


@pytest.mark.parametrize(
    "words",
    [
        "見本市の花壇づくり",
        "市民課の取組です",
        "今後も続けます",
        "総合政策部",
        "速報値",
        "花壇の数",
    ],
)
def test_sheet_is_found_by_its_measure_parts_notes_and_indicators(city, words):
    saved(city.sheet, department_text="総合政策部　市民課", notes="※速報値")
    assert list(EvaluationSheet.objects.matching(words)) == [city.sheet]


def test_sheet_is_not_found_by_an_indicator_that_begins_later(city):
    later = IndicatorFactory(plan_item=city.measure, name="来年の指標", values={2020: "98765"})
    IndicatorFactory(plan_item=MeasureFactory(parent=city.measure.parent), name="よその指標")
    saved(city.sheet, notes="※速報値")
    assert list(EvaluationSheet.objects.matching("指標")) == []
    next_sheet = SheetFactory(plan_item=city.measure, fiscal_year=2020)
    saved(next_sheet, notes="※速報値")
    assert list(EvaluationSheet.objects.matching("来年の指標")) == [next_sheet]
    assert later.plan_item == city.measure


def test_sheet_is_found_by_the_new_name_of_an_indicator(city):
    saved(city.sheet, notes="※速報値")
    saved(city.indicator, name="ベンチの数")
    assert list(EvaluationSheet.objects.matching("ベンチ")) == [city.sheet]
    assert list(EvaluationSheet.objects.matching("花壇の数")) == []


def test_row_is_public_while_the_sheet_is_published(city):
    saved(city.sheet, notes="※速報値")
    assert row_of(city.sheet).is_public is False
    sheet = bring_to(city.sheet, State.PUBLISHED)
    row = row_of(sheet)
    assert (row.is_public, row.municipality) == (True, city.municipality)
    assert row.title == f"{city.measure.code} 見本市の花壇づくりを広げます。"
    options = {"by": city.coordinator, "channel": Channel.ADMIN, "comment": "確かめています。"}
    transition(sheet, Action.WITHDRAW, expected_version=sheet.version, **options)
    assert row_of(sheet).is_public is False


# --- Who writes on a sheet ----------------------------------------------------------------------


def test_part_that_stands_twice_is_refused_by_name(city):
    twice = [SheetSection(department=city.departments[0]) for _ in range(2)]
    options = {"by": city.coordinator, "channel": Channel.ADMIN, "expected_version": 1}
    assert refusal_of(save_sheet, city.sheet, sections=twice, **options) == {
        "sections": ["担当課「見本市市民課」が二度あります。"]
    }
    assert city.sheet.sections.count() == 2


@pytest.mark.parametrize(
    ("action", "state"), [(Action.TAKE_BACK, State.DRAFT), (Action.PUBLISH, State.PUBLISHED)]
)
def test_only_handing_in_asks_for_confirmations(city, action, state):
    sheet = bring_to(city.sheet, State.SUBMITTED)
    SheetSection.objects.filter(sheet=sheet).update(
        is_confirmed=False, confirmed_at=None, confirmed_by=None
    )
    options = {"by": city.coordinator, "channel": Channel.ADMIN}
    sheet = transition(sheet, action, expected_version=sheet.version, **options)
    assert sheet.state == state


def test_all_departments_that_wait_are_named_in_the_order_of_the_sheet(city):
    third = DepartmentFactory(municipality=city.municipality, name="第三課")
    SectionFactory(sheet=city.sheet, department=third, is_confirmed=False)
    SheetSection.objects.filter(department=city.departments[0]).update(
        is_confirmed=False, confirmed_at=None, confirmed_by=None
    )
    with pytest.raises(ValidationError) as refused:
        submit(city.sheet, city.coordinator)
    assert "確認していません：見本市市民課、第三課。" in refused.value.messages[0]
