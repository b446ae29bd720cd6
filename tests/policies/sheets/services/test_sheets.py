"""The funnel of sheets: who writes and confirms which part."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.models import Change
from policies.models import EvaluationSheet, SheetSection
from policies.sheets.services.sheets import save_sheet
from tests.factories.organizations import DepartmentFactory, MembershipFactory, UserFactory
from tests.factories.policies import (
    PolicyCity,
    RatingGradeFactory,
    SectionFactory,
    SheetFactory,
    make_policy_city,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> PolicyCity:
    return make_policy_city("見本市", is_confirmed=False)


def write(sheet, by, *, sections=None, channel=Channel.ADMIN, **values):
    """Save a fresh copy of a sheet with these values."""
    fresh = EvaluationSheet.objects.get(pk=sheet.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    return save_sheet(
        fresh,
        sections=sections,
        by=by,
        channel=channel,
        expected_version=fresh.version,
        reason="訂正",
    )


def sections_of(sheet):
    return list(SheetSection.objects.filter(sheet=sheet).order_by("position"))


def test_department_writes_and_confirms_its_own_section(city):
    own, other = sections_of(city.sheet)
    own.actions, own.is_confirmed = "花壇を10か所増やしました。", True
    write(city.sheet, city.editors[0], sections=[own, other])
    own, other = sections_of(city.sheet)
    assert (own.actions, own.is_confirmed) == ("花壇を10か所増やしました。", True)
    assert own.confirmed_by == city.editors[0]
    assert own.confirmed_at is not None
    assert (other.is_confirmed, other.confirmed_by, other.confirmed_at) == (False, None, None)


@pytest.mark.parametrize("changes", [{"actions": "よその文"}, {"is_confirmed": True}])
def test_department_does_not_write_another_ones_section(city, changes):
    own, other = sections_of(city.sheet)
    for name, value in changes.items():
        setattr(other, name, value)
    with pytest.raises(PermissionDenied) as refused:
        write(city.sheet, city.editors[0], sections=[own, other])
    assert (
        str(refused.value) == "ほかの担当課の欄は直せません。自分の担当課の欄だけを書いてください。"
    )
    assert Change.objects.count() == 0


def test_department_does_not_take_away_or_hand_over_a_section(city):
    own, other = sections_of(city.sheet)
    with pytest.raises(PermissionDenied):
        write(city.sheet, city.editors[0], sections=[own])
    other.department = city.departments[0]
    own.department = city.departments[1]
    with pytest.raises(PermissionDenied):
        write(city.sheet, city.editors[0], sections=[own, other])


def test_section_of_another_sheet_is_not_taken_from_it(city):
    elsewhere = SheetFactory(plan_item=city.measure, fiscal_year=2018, departments=[])
    stolen = SheetSection.objects.create(sheet=elsewhere, department=city.departments[0])
    own, other = sections_of(city.sheet)
    stolen.department = DepartmentFactory(municipality=city.municipality)
    write(city.sheet, city.coordinator, sections=[own, other, stolen])
    assert elsewhere.sections.count() == 1
    assert city.sheet.sections.count() == 3


def test_new_text_of_a_confirmed_section_is_stamped_anew(city):
    own, other = sections_of(city.sheet)
    own.is_confirmed = True
    write(city.sheet, city.editors[0], sections=[own, other])
    first = sections_of(city.sheet)[0]
    write(city.sheet, city.coordinator, sections=sections_of(city.sheet), notes="※注")
    assert sections_of(city.sheet)[0].confirmed_at == first.confirmed_at
    own, other = sections_of(city.sheet)
    own.actions = "書き直しました。"
    write(city.sheet, city.coordinator, sections=[own, other])
    assert sections_of(city.sheet)[0].confirmed_by == city.coordinator


def test_who_confirmed_is_not_taken_from_the_caller(city):
    own, other = sections_of(city.sheet)
    own.is_confirmed, own.confirmed_by = True, UserFactory()
    write(city.sheet, city.editors[0], sections=[own, other])
    assert sections_of(city.sheet)[0].confirmed_by == city.editors[0]


def test_sheet_keeps_its_state_and_its_measure(city):
    other = make_policy_city("別の市")
    write(city.sheet, city.editors[0], state=State.PUBLISHED, notes="※注")
    assert EvaluationSheet.objects.get(pk=city.sheet.pk).state == State.DRAFT
    with pytest.raises(ValidationError) as refused:
        write(city.sheet, city.coordinator, plan_item=other.measure)
    assert list(refused.value.error_dict) == ["plan_item"]
    with pytest.raises(ValidationError) as refused:
        write(city.sheet, city.coordinator, fiscal_year=2020)
    assert list(refused.value.error_dict) == ["fiscal_year"]


def test_grade_of_another_plan_is_refused(city):
    with pytest.raises(ValidationError) as refused:
        write(city.sheet, city.coordinator, rating=RatingGradeFactory())
    assert refused.value.message_dict == {
        "rating": ["反映区分は、この計画の区分から選んでください。"]
    }


def test_department_of_another_municipality_is_refused(city):
    strange = SheetSection(department=DepartmentFactory(name="別の市の部"))
    with pytest.raises(ValidationError) as refused:
        write(city.sheet, city.coordinator, sections=[*sections_of(city.sheet), strange])
    assert refused.value.message_dict == {"sections": ["「別の市の部」は別の自治体の部署です。"]}


def test_section_without_department_or_with_bad_signs_is_refused(city):
    for section in (SheetSection(), SheetSection(department=DepartmentFactory(), actions="a\x07")):
        with pytest.raises(ValidationError) as refused:
            write(city.sheet, city.coordinator, sections=[*sections_of(city.sheet), section])
        assert list(refused.value.error_dict) == ["sections"]


@pytest.mark.parametrize("who", ["editor of another area", "planner", "stranger"])
def test_others_do_not_write_a_sheet(city, who):
    users = {
        "editor of another area": MembershipFactory(department=city.departments[0]).user,
        "planner": city.planner,
        "stranger": make_policy_city("別の市").coordinator,
    }
    with pytest.raises(PermissionDenied):
        write(city.sheet, users[who], notes="よその注")


def test_confirmation_that_is_taken_back_loses_its_stamp(city):
    own, other = sections_of(city.sheet)
    own.is_confirmed = True
    write(city.sheet, city.editors[0], sections=[own, other])
    own, other = sections_of(city.sheet)
    own.is_confirmed = False
    write(city.sheet, city.editors[0], sections=[own, other])
    own, other = sections_of(city.sheet)
    assert (own.is_confirmed, own.confirmed_at, own.confirmed_by) == (False, None, None)


def test_confirmation_stays_with_who_gave_it_while_another_part_is_written(city):
    own, other = sections_of(city.sheet)
    own.is_confirmed = True
    write(city.sheet, city.editors[0], sections=[own, other])
    own, other = sections_of(city.sheet)
    other.actions, other.is_confirmed = "花を配りました。", True
    write(city.sheet, city.editors[1], sections=[own, other])
    assert [part.confirmed_by for part in sections_of(city.sheet)] == city.editors


def test_department_makes_no_new_part_not_even_for_another_one_of_its_own_city(city):
    new = SheetSection(department=DepartmentFactory(municipality=city.municipality))
    with pytest.raises(PermissionDenied):
        write(city.sheet, city.editors[0], sections=[*sections_of(city.sheet), new])
    assert city.sheet.sections.count() == 2


def test_division_writes_the_part_of_an_office_below_it(city):
    office = DepartmentFactory(municipality=city.municipality, parent=city.departments[0])
    SectionFactory(sheet=city.sheet, department=office, is_confirmed=False, position=9)
    parts = sections_of(city.sheet)
    parts[2].actions = "花壇を直しました。"
    write(city.sheet, city.editors[0], sections=parts)
    assert sections_of(city.sheet)[2].actions == "花壇を直しました。"


def test_parts_stand_in_the_order_given(city):
    own, other = sections_of(city.sheet)
    write(city.sheet, city.coordinator, sections=[other, own])
    assert [part.department for part in sections_of(city.sheet)] == city.departments[::-1]


def test_sheet_without_parts_given_keeps_those_that_it_has(city):
    write(city.sheet, city.editors[0], notes="※注")
    assert [part.department for part in sections_of(city.sheet)] == city.departments
