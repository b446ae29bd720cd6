"""What a case sheet derives from its words."""

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.fiscal_years import InvalidDate
from kyodo_portal.fiscal_years.starts import parse_start
from tests.factories.case_sheets import InvolvementFactory, case_sheet, new_sheet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昭和 60 年度～", (1985, "昭和")),
        ("S63 年度～", (1988, "昭和")),
        ("平成 年度～", (None, "平成")),
        ("令和元年度から", (2019, "令和")),
        ("1997", (1997, "")),
        ("昔から", (None, "")),
        ("", (None, "")),
    ],
)
def test_parse_start_reads_year_and_era(text, expected):
    assert parse_start(text) == expected


def test_parse_start_refuses_a_year_of_thousands_of_digits():
    with pytest.raises(InvalidDate):
        parse_start("平成" + "9" * 5000)


def test_start_year_and_era_are_derived():
    sheet = case_sheet(start_text="平成 9 年度～")
    assert (sheet.start_year, sheet.start_era) == (1997, "平成")


def test_start_of_a_year_that_cannot_be_is_refused_at_its_field():
    with pytest.raises(ValidationError) as refused:
        new_sheet(start_text="平成0年度").clean()
    assert list(refused.value.message_dict) == ["start_text"]


def test_involvement_of_another_municipality_is_refused():
    with pytest.raises(ValidationError) as refused:
        new_sheet(involvement=InvolvementFactory()).clean()
    assert list(refused.value.message_dict) == ["involvement"]
