"""Whose records are counted, and for whom."""

import pytest

from kyodo_portal.organizations.access import access_of
from kyodo_portal.publishing.choices import State
from projects.partner_statistics.aggregates.scope import (
    Scope,
    may_open,
    municipalities,
    published_of,
    records_of,
    sponsorships_left_out,
)
from projects.records.choices import CommonForm
from tests.factories.cities import City, make_city
from tests.factories.organizations import (
    DepartmentFactory,
    OperatorFactory,
    UserFactory,
    coordinator,
    editor,
)
from tests.factories.projects import CollaborationFormFactory, published_record, record_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    """A city beside another one, with a record of every state and a second department."""
    published_record(department=make_city("となり市").department)
    city = make_city("見本市")
    for state in (State.SUBMITTED, State.RETURNED, State.PUBLISHED, State.WITHDRAWN):
        record_in(state, department=city.department, name=f"自分の{state}")
    other = DepartmentFactory(municipality=city.municipality)
    for state in (State.DRAFT, State.PUBLISHED):
        record_in(state, department=other, name=f"よその{state}")
    return city


def names(user, city, **conditions):
    scope = Scope(access_of(user), city.municipality, **conditions)
    return sorted(record.name for record in records_of(scope))


OWN = ["自分のreturned", "自分のsubmitted", "見本市花いっぱい運動"]


@pytest.mark.parametrize("role", ["coordinator", "planner", "administrator"])
def test_whole_municipality_is_counted_for_who_sees_it(city, role):
    user = getattr(city, role)
    assert names(user, city) == ["よそのpublished", "自分のpublished"]
    everything = names(user, city, only_published=False)
    assert everything == sorted(["よそのpublished", "よそのdraft", "自分のpublished", *OWN])


def test_operator_sees_the_municipality_that_was_chosen(city):
    assert names(OperatorFactory(), city) == ["よそのpublished", "自分のpublished"]


def test_editor_sees_the_own_department_and_what_is_below(city):
    below = DepartmentFactory(municipality=city.municipality, parent=city.department)
    published_record(department=below, name="下の課")
    assert names(city.editor, city) == ["下の課", "自分のpublished"]
    assert names(city.editor, city, only_published=False) == sorted(
        ["下の課", "自分のpublished", *OWN]
    )


def test_nothing_of_another_municipality_is_counted(city):
    stranger = make_city("よその市").coordinator
    assert names(stranger, city, only_published=False) == []


def test_department_holds_what_is_below_it(city):
    below = DepartmentFactory(municipality=city.municipality, parent=city.department)
    published_record(department=below, name="下の課")
    assert names(city.planner, city, department=city.department) == ["下の課", "自分のpublished"]
    assert names(city.planner, city, department=below) == ["下の課"]


def test_only_who_works_with_projects_may_open(city):
    for user in (city.editor, city.coordinator, city.planner, city.administrator):
        assert may_open(access_of(user))
        assert [str(place) for place in municipalities(access_of(user))] == ["見本市"]
    assert may_open(access_of(OperatorFactory()))
    everywhere = {str(place) for place in municipalities(access_of(OperatorFactory()))}
    assert {"となり市", "見本市"} <= everywhere
    for user in (
        UserFactory(),
        editor(city.department, "pledges"),
        coordinator(city.municipality, "policies"),
    ):
        assert not may_open(access_of(user))


def test_sponsorships_stand_apart(city):
    koen, kyosai = (
        CollaborationFormFactory(municipality=city.municipality, common_code=code)
        for code in (CommonForm.KOEN, CommonForm.KYOSAI)
    )
    published_record(department=city.department, name="後援", forms=[koen], fiscal_year=2023)
    published_record(department=city.department, name="両方", forms=[koen, kyosai])
    published_record(department=city.department, name="共催", forms=[kyosai], fiscal_year=2024)
    planner = city.planner
    assert names(planner, city) == ["よそのpublished", "共催", "自分のpublished"]
    assert names(planner, city, form="koen") == ["両方", "後援"]
    assert names(planner, city, form="kyosai") == ["共催"]
    access = access_of(planner)
    assert sponsorships_left_out(Scope(access, city.municipality)) == 2
    assert sponsorships_left_out(Scope(access, city.municipality, last_year=2024)) == 1
    assert sponsorships_left_out(Scope(access, city.municipality, first_year=2026)) == 0
    assert sponsorships_left_out(Scope(access, city.municipality, form="koen")) == 0
    years = {
        form: {one.fiscal_year for one in published_of(Scope(access, city.municipality, form=form))}
        for form in ("", "koen", "kyosai")
    }
    # 2023 is held of 後援 alone; of the others 2024 and 2025, of 共催 2024.
    assert years == {"": {2024, 2025}, "koen": {2023, 2025}, "kyosai": {2024}}


def test_years_held_are_the_same_for_an_editor(city):
    scope = Scope(access_of(city.editor), city.municipality)
    assert {record.name for record in published_of(scope)} == {"よそのpublished", "自分のpublished"}


def test_years_shown_have_two_bounds_or_none(city):
    access = access_of(city.planner)
    scope = Scope(access, city.municipality, first_year=2022, last_year=2024)
    assert [year for year in range(2020, 2027) if scope.shows(year)] == [2022, 2023, 2024]
    assert Scope(access, city.municipality).shows(1868)
