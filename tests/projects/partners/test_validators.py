import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.organizations.validators import check_same_municipality
from projects.partners.validators import corporate_check_digit, validate_corporate_number
from tests.factories.projects import PartnerFactory

# 国税庁, and 苫小牧市, whose number is 000020 and its municipality code.
KNOWN = ["7000012050002", "1000020012131"]


@pytest.mark.parametrize("number", KNOWN)
def test_a_known_corporate_number_is_accepted(number):
    validate_corporate_number(number)
    assert corporate_check_digit(number[1:]) == number[0]


@pytest.mark.parametrize("number", ["2000020012131", "1000020012132"])
def test_a_corporate_number_with_a_wrong_digit_is_refused(number):
    with pytest.raises(ValidationError, match="検査数字"):
        validate_corporate_number(number)


@pytest.mark.parametrize("number", ["100002001213", "10000200121310", "１０００020012131", "T1"])
def test_what_is_not_thirteen_digits_is_refused(number):
    with pytest.raises(ValidationError, match="13けた"):
        validate_corporate_number(number)


@pytest.mark.django_db
def test_something_of_another_municipality_is_refused_on_its_field():
    own, foreign = PartnerFactory(), PartnerFactory(name="よその会")
    check_same_municipality(own.municipality_id, "partners", [own])
    with pytest.raises(ValidationError) as caught:
        check_same_municipality(own.municipality_id, "partners", [own, foreign])
    assert list(caught.value.message_dict) == ["partners"]
    assert "よその会" in caught.value.messages[0]
