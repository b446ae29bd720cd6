"""Where a form's name leads: the published definition in its city's guideline."""

import pytest

from projects.guideline.choices import GuidelineKind
from projects.guideline.rows import definition_addresses
from tests.factories.guideline import GuidelineSectionFactory
from tests.factories.organizations import MunicipalityFactory
from tests.factories.projects import CollaborationFormFactory

pytestmark = pytest.mark.django_db


def defined(place, anchor, **values):
    form = CollaborationFormFactory(municipality=place)
    GuidelineSectionFactory(
        municipality=place,
        kind=GuidelineKind.FORM,
        collaboration_form=form,
        anchor=anchor,
        **values,
    )
    return form


def test_first_city_needs_no_code_and_another_does():
    first, second = (
        defined(MunicipalityFactory(code=code), "f-1") for code in ("000019", "999997")
    )
    assert definition_addresses([first.pk, second.pk]) == {
        first.pk: "/guideline/#f-1",
        second.pk: "/guideline/?municipality=999997#f-1",
    }


def test_form_without_a_published_definition_has_no_address():
    place = MunicipalityFactory()
    hidden = defined(place, "f-1", is_published=False)
    without = CollaborationFormFactory(municipality=place)
    assert definition_addresses([hidden.pk, without.pk]) == {}


def test_unpublished_guideline_of_an_earlier_city_does_not_count():
    GuidelineSectionFactory(municipality=MunicipalityFactory(code="000019"), is_published=False)
    form = defined(MunicipalityFactory(code="999997"), "f-1")
    assert definition_addresses([form.pk]) == {form.pk: "/guideline/#f-1"}


def test_first_definition_of_a_form_counts():
    form = defined(MunicipalityFactory(), "f-1", position=1)
    GuidelineSectionFactory(
        municipality=form.municipality,
        kind=GuidelineKind.FORM,
        collaboration_form=form,
        anchor="f-2",
        position=2,
    )
    assert definition_addresses([form.pk]) == {form.pk: "/guideline/#f-1"}


@pytest.mark.parametrize("number", [1, 3])
def test_addresses_cost_one_query(django_assert_num_queries, number):
    place = MunicipalityFactory()
    forms = [defined(place, f"f-{count}") for count in range(number)]
    with django_assert_num_queries(1):
        assert len(definition_addresses([form.pk for form in forms])) == number
