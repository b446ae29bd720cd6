"""Constraints are asked in one question, and say what Django would say."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.constraints import validate_constraints
from projects.models import ProjectRecord

pytestmark = pytest.mark.django_db


def answer(validate, record, exclude):
    """Return the messages of a refusal, {} where there is none."""
    try:
        validate(record, exclude)
    except ValidationError as refusal:
        return refusal.message_dict
    return {}


def djangos(record, exclude):
    models.Model.validate_constraints(record, exclude=exclude)


@pytest.mark.parametrize(
    ("values", "exclude", "messages"),
    [
        ({}, [], []),
        ({"fiscal_year": 1700}, [], ["年度は 令和7年度 や 2025 のように書いてください。"]),
        ({"fiscal_year": 1700}, ["fiscal_year"], []),
        ({"fiscal_year": None}, [], []),
        (
            {"first_year": 1700, "recurrence": "hourly"},
            [],
            [
                "初回実施年は 1987 や 昭和62年 のように書いてください。",
                "実施区分が正しくありません。",
            ],
        ),
        (
            {"first_year": 1700, "recurrence": "hourly"},
            ["first_year"],
            ["実施区分が正しくありません。"],
        ),
        ({"state": State.RETURNED}, [], ["差戻しにはコメントが必要です。"]),
        ({"state": State.RETURNED}, ["return_comment"], []),
    ],
)
def test_messages_are_djangos(city, values, exclude, messages):
    record = ProjectRecord.objects.get()
    for name, value in values.items():
        setattr(record, name, value)
    expected = {"__all__": messages} if messages else {}
    assert answer(validate_constraints, record, exclude) == expected
    assert answer(djangos, record, exclude) == expected


def test_second_record_of_a_year_is_refused_beside_a_broken_check(city):
    second = ProjectRecord(
        project=city.project,
        municipality=city.municipality,
        department=city.department,
        fiscal_year=city.record.fiscal_year,
        first_year=1700,
    )
    assert answer(validate_constraints, second, []) == answer(djangos, second, [])
    assert len(answer(validate_constraints, second, [])["__all__"]) == 2


def test_question_composed_for_one_record_serves_records_with_other_gaps(city):
    record = ProjectRecord.objects.get()
    assert answer(validate_constraints, record, []) == {}
    record.first_year, record.fiscal_year = 1700, None
    broken = ["初回実施年は 1987 や 昭和62年 のように書いてください。"]
    assert answer(validate_constraints, record, []) == {"__all__": broken}
    record.first_year = None
    assert answer(validate_constraints, record, []) == {}


def test_all_checks_are_one_question(city, django_assert_num_queries):
    record = ProjectRecord.objects.get()
    # Savepoint, question, release, and the one unique constraint.
    with django_assert_num_queries(4):
        validate_constraints(record)
    # Fourteen checks, asked one by one, were three statements each.
    with django_assert_num_queries(1 + 3 * 13):
        models.Model.validate_constraints(record)
