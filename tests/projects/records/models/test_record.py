from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from projects.models import ProjectRecord
from projects.records.choices import ParticipantsStatus, Recurrence
from projects.records.models.record import LAST_POSITION
from tests.factories.organizations import DepartmentFactory
from tests.factories.projects import ProjectRecordFactory

pytestmark = pytest.mark.django_db


def errors_of(record):
    with pytest.raises(ValidationError) as caught:
        record.full_clean()
    return caught.value.message_dict


def test_days_are_read_from_what_staff_wrote():
    record = ProjectRecordFactory(start_text="R7.4.1", end_text="令和8年3月31日")
    assert (record.start_date, record.end_date) == (date(2025, 4, 1), date(2026, 3, 31))


def test_a_word_instead_of_a_day_leaves_the_day_empty():
    record = ProjectRecordFactory(start_text="通年")
    assert (record.start_text, record.start_date) == ("通年", None)


def test_a_day_given_without_its_text_does_not_stay():
    record = ProjectRecordFactory()
    record.start_date = date(2025, 4, 1)
    record.full_clean()
    assert record.start_date is None


def test_an_impossible_day_names_the_field_and_how_to_write_it():
    record = ProjectRecordFactory()
    record.start_text = "R7.2.30"
    messages = errors_of(record)
    assert list(messages) == ["start_text"]
    assert "R7.2.30" in messages["start_text"][0]
    assert "R7.4.1" in messages["start_text"][0]


def test_an_end_before_the_start_is_refused_at_the_end():
    record = ProjectRecordFactory()
    record.start_text, record.end_text = "R7.5.1", "R7.4.30"
    messages = errors_of(record)
    assert messages["end_text"] == [
        "終了日「R7.4.30」が開始日「R7.5.1」より前です。どちらかを直してください。"
    ]


@pytest.mark.parametrize(
    ("text", "count", "status"),
    [
        ("12,827", 12827, ParticipantsStatus.COUNTED),
        ("0", 0, ParticipantsStatus.COUNTED),
        ("不明", None, ParticipantsStatus.UNKNOWN),
        ("-", None, ParticipantsStatus.NOT_APPLICABLE),
        ("", None, ParticipantsStatus.NOT_ENTERED),
    ],
)
def test_the_four_kinds_of_empty_stay_apart(text, count, status):
    record = ProjectRecordFactory(participants_text=text)
    assert (record.participants, record.participants_status) == (count, status)


def test_a_number_of_people_that_cannot_be_read_is_refused():
    record = ProjectRecordFactory()
    record.participants_text = "約50人"
    assert list(errors_of(record)) == ["participants_text"]


def test_a_department_of_another_municipality_is_refused():
    record = ProjectRecordFactory()
    record.department = DepartmentFactory()
    assert errors_of(record)["department"] == [
        "所管部は、事業と同じ自治体の部署から選んでください。"
    ]


def test_the_municipality_is_the_projects_own_whatever_was_given():
    record = ProjectRecordFactory()
    record.municipality = DepartmentFactory().municipality
    record.full_clean()
    assert record.municipality == record.project.municipality


def test_a_second_record_of_a_year_is_refused():
    first = ProjectRecordFactory()
    second = ProjectRecord(
        project=first.project,
        department=first.department,
        fiscal_year=first.fiscal_year,
        name="同じ年",
    )
    assert errors_of(second)["__all__"] == ["この事業には、この年度の記録がもうあります。"]


def test_control_characters_are_refused_with_the_fields_name():
    record = ProjectRecordFactory()
    record.purpose = "目的\x00です"
    messages = errors_of(record)
    assert list(messages) == ["purpose"]
    assert "目的" in messages["purpose"][0]


@pytest.mark.parametrize(
    ("number", "position"), [("3", 3), ("", LAST_POSITION), ("別1", LAST_POSITION)]
)
def test_the_position_follows_the_documents_number(number, position):
    assert ProjectRecordFactory(number=number).position == position


def test_text_around_a_number_is_kept_as_written():
    record = ProjectRecordFactory(recurrence=Recurrence.NOT_ENTERED, frequency="毎年実施")
    record.refresh_from_db()
    assert (record.recurrence, record.frequency) == ("not_entered", "毎年実施")


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "gone"},
        {"state": "published"},
        {"submitted_at": "2025-04-01T00:00:00Z"},
        {"participants": 5, "participants_status": "unknown"},
        {"start_date": "2025-05-01", "end_date": "2025-04-01"},
        {"recurrence": "daily"},
        {"fiscal_year": 25},
        {"first_year": 3000},
    ],
    ids="-".join,
)
def test_the_database_itself_refuses(wrong):
    record = ProjectRecordFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectRecord.objects.filter(pk=record.pk).update(**wrong)


@pytest.mark.parametrize("number", ["9999999", "3000000000", "9" * 20])
def test_a_number_too_long_to_be_a_place_is_kept_and_stands_last(number):
    record = ProjectRecordFactory(number=number)
    assert (record.number, record.position) == (number, LAST_POSITION)
