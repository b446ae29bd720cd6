"""The parts of a sheet's form: whose fields are there, and what is said beside them."""

from types import SimpleNamespace

import pytest

from policies.models import SheetSection
from policies.sheets.forms import OpenYearForm, SectionForm
from tests.factories.organizations import DepartmentFactory
from tests.factories.policies import PolicyCity, SectionFactory, make_policy_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> PolicyCity:
    return make_policy_city("見本市", is_confirmed=False)


def form_of(section, user, *, is_correction=False):
    request = SimpleNamespace(user=user, is_correction=is_correction)
    return type("BoundForm", (SectionForm,), {"request": request})(instance=section)


def fields(section, user, **options):
    return list(form_of(section, user, **options).fields)


def test_own_part_is_written_and_confirmed_but_not_handed_over(city):
    own, other = city.sheet.sections.all()
    assert fields(own, city.editors[0]) == ["actions", "direction", "is_confirmed"]
    assert fields(other, city.editors[0]) == []
    for section in (own, other):
        assert fields(section, city.coordinator) == ["actions", "direction", "is_confirmed"]


def test_nobody_else_has_any_fields(city):
    [own, _other] = city.sheet.sections.all()
    for user in (city.planner, make_policy_city("別の市").coordinator):
        assert fields(own, user) == []


def test_part_of_an_office_is_written_by_the_division_above_it(city):
    office = DepartmentFactory(municipality=city.municipality, parent=city.departments[0])
    section = SectionFactory(sheet=city.sheet, department=office, is_confirmed=False)
    assert fields(section, city.editors[0]) == ["actions", "direction", "is_confirmed"]


def test_who_asks_for_a_correction_does_not_confirm_it_as_well(city):
    [own, _other] = city.sheet.sections.all()
    assert fields(own, city.editors[0], is_correction=True) == ["actions", "direction"]


def test_new_part_may_be_of_any_department(city):
    names = ["department", "actions", "direction", "is_confirmed"]
    assert fields(SheetSection(), city.coordinator) == names


def notes_of(section, user):
    form = form_of(section, user)
    return {name: getattr(field, "notes", None) for name, field in form.fields.items()}


def test_words_of_other_years_stand_beside_the_text_that_holds_them(city):
    [own, _other] = city.sheet.sections.all()
    own.actions, own.direction = "平成30年度とH29年度に植えました。", "令和元年度も続けます。"
    assert notes_of(own, city.editors[0]) == {
        "actions": [
            "ほかの年度のことばがあります：平成30年度、H29年度。この年度のことか確かめてください。"
        ],
        "direction": None,
        "is_confirmed": None,
    }
    own.is_confirmed = True
    assert notes_of(own, city.editors[0])["actions"] is None


def test_years_are_not_noted_where_nothing_can_be_written(city):
    [own, _other] = city.sheet.sections.all()
    own.actions = "平成30年度に植えました。"
    assert notes_of(own, city.planner) == {}


@pytest.mark.parametrize("written", ["R8", "令和8年度", "2026", "２０２６", "Ｒ８"])
def test_year_to_open_is_read_as_it_is_written(written):
    form = OpenYearForm({"fiscal_year": written})
    assert form.is_valid()
    assert form.cleaned_data["fiscal_year"] == 2026


@pytest.mark.parametrize("written", ["", "来年", "R99"])
def test_year_to_open_that_is_none_is_refused(written):
    assert list(OpenYearForm({"fiscal_year": written}).errors) == ["fiscal_year"]
