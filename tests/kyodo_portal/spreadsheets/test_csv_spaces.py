import pytest

from kyodo_portal.spreadsheets.csv_files import csv_cell


@pytest.mark.parametrize("text", [" =2+2", "　=2+2", "\u00a0+1", "=2+2"])
def test_a_formula_behind_spaces_is_guarded_too(text):
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", [" 図書館", "-", "－", "2=2"])
def test_plain_text_stays_as_it_is(text):
    assert csv_cell(text) == text
