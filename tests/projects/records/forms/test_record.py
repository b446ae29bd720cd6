"""The rules of the clerk's form that are only the form's."""

import pytest

from projects.records.forms.record import date_notes
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import coordinator
from tests.factories.projects import ProjectRecordFactory


@pytest.mark.parametrize("text", ["", "R7.4.1", "通年", "来週あたり", "R7.2.30"])
def test_date_that_is_plain_or_an_error_has_no_note(text):
    assert date_notes(text, 2025) == ()


def test_era_year_beyond_its_era_is_noted():
    assert date_notes("平成37年4月1日", 2025) == (
        "平成は平成31年4月30日までです。令和7年4月1日として読みました。",
    )


def test_wrong_weekday_is_noted():
    assert date_notes("R7.4.1（水）", 2025) == (
        "令和7年4月1日は火曜日です（水曜日と書かれています）。",
    )


@pytest.mark.django_db
def test_days_say_beside_what_was_typed_how_they_are_read():
    record = ProjectRecordFactory(start_text="R7.4.1", end_text="通年")
    page = logged_in(coordinator(record.municipality)).get(admin_url(record, "change"))
    fields = page.context["adminform"].form.fields
    assert (fields["start_text"].read_as, fields["end_text"].read_as) == (
        "令和7年4月1日 (2025-04-01)",
        "",
    )
    assert "令和7年4月1日 (2025-04-01)" in words(page)
