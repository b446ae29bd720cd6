"""The funnel of 施策評価: who writes what on a sheet, in an indicator, and which links."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kyodo_portal.organizations.choices import Role
from kyodo_portal.publishing import funnel
from kyodo_portal.publishing.choices import Channel, State
from kyodo_portal.publishing.funnel import Stale
from kyodo_portal.publishing.models import Change
from policies.indicators.services import save_indicator
from policies.models import EvaluationSheet, Indicator, IndicatorValue, ProjectLink, SheetSection
from policies.plans.services import link_projects
from policies.sheets.services.sheets import save_sheet
from tests.factories.organizations import DepartmentFactory, MembershipFactory, UserFactory
from tests.factories.policies import (
    IndicatorFactory,
    PolicyCity,
    RatingGradeFactory,
    SheetFactory,
    make_policy_city,
)
from tests.factories.projects import ProjectFactory
from tests.factories.publishing import bring_to

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


# --- Indicators -------------------------------------------------------------------------------


def values_of(indicator):
    rows = IndicatorValue.objects.filter(indicator=indicator).order_by("fiscal_year")
    return [(row.fiscal_year, row.value_text) for row in rows]


def write_values(indicator, by, *, reason="", **written):
    """Save the stored values with these, as y2019="8.2"."""
    fresh = Indicator.objects.get(pk=indicator.pk)
    values = {value.fiscal_year: value for value in fresh.values.all()}
    for name, text in written.items():
        year = int(name.removeprefix("y"))
        values.setdefault(year, IndicatorValue(fiscal_year=year)).value_text = text
    return save_indicator(
        fresh,
        values=list(values.values()),
        by=by,
        channel=Channel.ADMIN,
        expected_version=fresh.version,
        reason=reason,
    )


def test_department_writes_the_value_of_its_open_year(city):
    write_values(city.indicator, city.editors[1], y2019="9,943,885")
    assert values_of(city.indicator) == [(2018, "8.1"), (2019, "9,943,885")]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN])
def test_department_does_not_write_a_year_that_it_has_handed_in(state):
    city = make_policy_city("見本市")
    bring_to(city.sheet, state)
    with pytest.raises(PermissionDenied) as refused:
        write_values(city.indicator, city.editors[0], y2019="9")
    assert "提出したあとの年度の実績値は、取りまとめ担当だけが直せます" in str(refused.value)


def test_department_does_not_change_the_indicator_itself(city):
    fresh = Indicator.objects.get(pk=city.indicator.pk)
    fresh.target_text = "1"
    with pytest.raises(PermissionDenied) as refused:
        save_indicator(fresh, by=city.editors[0], channel=Channel.ADMIN, expected_version=1)
    assert "取りまとめ担当だけです" in str(refused.value)


def test_department_of_another_measure_writes_no_value(city):
    other = DepartmentFactory(municipality=city.municipality)
    editor = MembershipFactory(department=other, area="policies", role=Role.EDITOR).user
    with pytest.raises(PermissionDenied) as refused:
        write_values(city.indicator, editor, y2019="9")
    assert str(refused.value) == "この施策の指標を直す権限がありません。"


def test_department_does_not_delete_an_indicator(city):
    with pytest.raises(PermissionDenied):
        funnel.delete(
            city.indicator, write=funnel.Write(city.editors[0], Channel.ADMIN), expected_version=1
        )
    assert Indicator.objects.count() == 1


def test_published_value_is_changed_only_with_a_reason():
    city = make_policy_city("見本市")
    bring_to(city.sheet, State.PUBLISHED)
    with pytest.raises(ValidationError) as refused:
        write_values(city.indicator, city.coordinator, y2018="8.2")
    assert list(refused.value.error_dict) == ["reason"]
    write_values(city.indicator, city.coordinator, y2018="8.2", reason="集計の誤り")
    assert values_of(city.indicator) == [(2018, "8.2")]


def test_bad_value_names_the_indicator_and_the_year(city):
    with pytest.raises(ValidationError) as refused:
        write_values(city.indicator, city.editors[0], y2019="約10")
    assert refused.value.messages[0].startswith(
        "「見本市の花壇の数」令和元年度：「約10」は数字として読み取れません。"
    )
    assert values_of(city.indicator) == [(2018, "8.1")]


def test_two_values_of_one_year_are_refused(city):
    values = [IndicatorValue(fiscal_year=2019), IndicatorValue(fiscal_year=2019)]
    with pytest.raises(ValidationError) as refused:
        save_indicator(
            city.indicator,
            values=values,
            by=city.coordinator,
            channel=Channel.ADMIN,
            expected_version=1,
        )
    assert refused.value.message_dict == {"values": ["2019年度の実績値が二度あります。"]}


def test_indicator_that_moved_on_is_stale(city):
    write_values(city.indicator, city.editors[0], y2019="9")
    with pytest.raises(Stale):
        save_indicator(
            city.indicator,
            values=[IndicatorValue(fiscal_year=2019, value_text="10")],
            by=city.editors[1],
            channel=Channel.ADMIN,
            expected_version=1,
        )
    assert values_of(city.indicator) == [(2018, "8.1"), (2019, "9")]


# --- Links ------------------------------------------------------------------------------------


def test_links_are_made_once(city):
    project = ProjectFactory(municipality=city.municipality)
    made = link_projects(city.measure, [project], by=city.coordinator, channel=Channel.ADMIN)
    assert [link.project for link in made] == [project]
    assert link_projects(city.measure, [project], by=city.coordinator, channel=Channel.ADMIN) == []
    assert ProjectLink.objects.count() == 1


def test_project_of_another_municipality_is_refused(city):
    with pytest.raises(ValidationError) as refused:
        link_projects(city.measure, [ProjectFactory()], by=city.coordinator, channel=Channel.ADMIN)
    assert refused.value.message_dict == {
        "project": ["協働事業は、同じ自治体のものから選んでください。"]
    }


def test_department_makes_no_links(city):
    project = ProjectFactory(municipality=city.municipality)
    with pytest.raises(PermissionDenied):
        link_projects(city.measure, [project], by=city.editors[0], channel=Channel.ADMIN)
    assert ProjectLink.objects.count() == 0


def test_indicator_of_an_item_above_the_measures_is_refused(city):
    with pytest.raises(ValidationError) as refused:
        IndicatorFactory(plan_item=city.measure.parent)
    assert refused.value.message_dict == {"plan_item": ["評価指標を作れるのは「施策」だけです。"]}
