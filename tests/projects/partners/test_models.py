import pytest
from django.core.exceptions import ValidationError

from projects.models import Partner
from projects.partners.choices import PartnerKind
from tests.factories.organizations import DepartmentFactory, MunicipalityFactory
from tests.factories.projects import PartnerFactory

pytestmark = pytest.mark.django_db


def test_aliases_are_one_to_a_line():
    assert PartnerFactory(aliases="甲会\n\n 乙会 ").alias_lines == ["甲会", "乙会"]


def test_a_department_belongs_only_to_a_unit_of_the_city():
    department = DepartmentFactory()
    partner = Partner(
        municipality=department.municipality,
        name="図書館",
        kind=PartnerKind.COMPANY,
        department=department,
    )
    with pytest.raises(ValidationError) as caught:
        partner.full_clean()
    assert caught.value.messages == ["部署を選べるのは、種別が「市の組織」のときだけです。"]


def test_a_department_of_another_municipality_is_refused():
    partner = Partner(
        municipality=MunicipalityFactory(),
        name="図書館",
        kind=PartnerKind.CITY_UNIT,
        department=DepartmentFactory(),
    )
    with pytest.raises(ValidationError) as caught:
        partner.full_clean()
    assert caught.value.message_dict == {"department": ["部署は、同じ自治体から選んでください。"]}


def test_one_name_stands_once_in_a_municipality_and_again_in_another():
    first = PartnerFactory(name="町内会")
    assert PartnerFactory(name="町内会").municipality != first.municipality
    with pytest.raises(ValidationError):
        PartnerFactory(name="町内会", municipality=first.municipality)
