"""Years as staff type them."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.publishing.admin.written_years import WrittenFiscalYearField, WrittenYearField


@pytest.mark.parametrize("typed", ["R7", "令和7年度", "2025", "Ｒ７", "2025年度", " r7 "])
def test_fiscal_year_as_staff_type_it(typed):
    assert WrittenFiscalYearField().clean(typed) == 2025


@pytest.mark.parametrize("typed", ["1987", "昭和62年", "S62"])
def test_year_as_staff_type_it(typed):
    assert WrittenYearField().clean(typed) == 1987


def test_blank_optional_year_is_none():
    assert WrittenYearField(required=False).clean("") is None


def test_blank_required_year_is_refused():
    with pytest.raises(ValidationError) as refusal:
        WrittenFiscalYearField().clean("")
    assert refusal.value.code == "required"


@pytest.mark.parametrize("typed", ["来年", "R99999", "\0", "7" * 10_000])
def test_unreadable_year_is_refused_in_words(typed):
    with pytest.raises(ValidationError):
        WrittenFiscalYearField().clean(typed)


def test_unreadable_year_says_how_to_write_it():
    with pytest.raises(ValidationError, match="R7、令和7年度、2025"):
        WrittenFiscalYearField().clean("来年")


def test_stored_years_are_shown_as_they_are_typed():
    assert WrittenFiscalYearField().prepare_value(2025) == "令和7年度"
    assert WrittenFiscalYearField().prepare_value("R7") == "R7"
    assert WrittenYearField().prepare_value(1987) == "1987"
    assert WrittenYearField().prepare_value(None) is None


@pytest.mark.parametrize(("typed", "changed"), [("R7", False), ("令和7年度", False), ("R8", True)])
def test_another_spelling_of_the_same_year_is_no_change(typed, changed):
    assert WrittenFiscalYearField().has_changed(2025, typed) is changed
