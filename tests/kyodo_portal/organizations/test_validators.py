"""Codes with check digits, telephone numbers."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.organizations.validators import (
    municipality_check_digit,
    validate_municipality_code,
    validate_telephone,
)


@pytest.mark.parametrize("code", ["012131", "012076", "011002", "131016", "472018"])
def test_real_codes_are_accepted(code):
    validate_municipality_code(code)
    assert municipality_check_digit(code[:5]) == code[5]


def test_wrong_check_digit_is_named_with_the_right_one():
    with pytest.raises(ValidationError) as refusal:
        validate_municipality_code("012130")
    assert "「012131」です。" in refusal.value.messages[0]


@pytest.mark.parametrize("code", ["", "12131", "0121310", "01213x", "０１２１３１", "012131\n"])
def test_code_that_is_not_six_digits_is_refused(code):
    with pytest.raises(ValidationError, match="半角の数字6けた"):
        validate_municipality_code(code)


@pytest.mark.parametrize("number", ["0144-00-0000", "0144000000", "+81-144-00-0000"])
def test_telephone_numbers_are_accepted(number):
    validate_telephone(number)


@pytest.mark.parametrize(
    "number", ["", "0144", "０１４４-00-0000", "0144-00-0000 内線1", "-0144-00-000"]
)
def test_other_writings_of_a_telephone_number_are_refused(number):
    with pytest.raises(ValidationError, match="電話番号は"):
        validate_telephone(number)
