from datetime import UTC, date, datetime

import pytest

from kyodo_portal.publishing.choices import Action, Channel
from kyodo_portal.publishing.models import Change
from kyodo_portal.publishing.transitions import transition
from kyodo_portal.site.changes import MOST, recent_changes, recent_corrections
from projects.cases.services import save_case_sheet
from projects.models import CaseSheet, ProjectRecord
from projects.records.services import save_record
from tests.factories.case_sheets import case_sheet, published_sheet
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    OperatorFactory,
)
from tests.factories.projects import published_record, record_in

pytestmark = pytest.mark.django_db
NIGHT_IN_JAPAN = datetime(2026, 4, 1, 16, 0, tzinfo=UTC)  # 1 o'clock on 2 April


def published_at(moment, **values):
    record = published_record(**values)
    ProjectRecord.objects.filter(pk=record.pk).update(published_at=moment)
    return record


def corrected(record, reason, **values):
    for field, value in values.items():
        setattr(record, field, value)
    save_record(
        record,
        by=OperatorFactory(),
        channel=Channel.ADMIN,
        expected_version=record.version,
        reason=reason,
        forms=[],
        partners=[],
    )
    return record


def test_recent_changes_count_a_days_publications_by_municipality_and_year():
    city = MunicipalityFactory()
    for year in [2025, 2025, 2024]:
        published_at(NIGHT_IN_JAPAN, in_municipality=city, fiscal_year=year)
    found = [(change.day, change.fiscal_year, change.count) for change in recent_changes()]
    assert found == [(date(2026, 4, 2), 2025, 2), (date(2026, 4, 2), 2024, 1)]
    assert recent_changes()[0].url == f"/projects/?fiscal_year=2025&municipality={city.code}"


def test_recent_changes_tell_a_correction_with_its_reason_and_todays_name():
    record = published_at(NIGHT_IN_JAPAN, name="花いっぱい（山田太郎さん）")
    corrected(record, "個人の名前を消しました", name="花いっぱい")
    corrected(record, "人数を直しました", participants_text="12")
    Change.objects.filter(is_public=True).update(at=datetime(2026, 5, 1, tzinfo=UTC))
    found = [(change.name, change.reason, change.count) for change in recent_changes()]
    assert found == [
        ("花いっぱい", "人数を直しました", None),
        ("花いっぱい", "個人の名前を消しました", None),
        ("", "", 1),
    ]


def test_recent_changes_tell_nothing_of_what_is_not_public_now():
    for state in ["draft", "submitted", "returned", "withdrawn"]:
        record_in(state)
    withdrawn = corrected(published_record(), "人数を直しました", participants_text="3")
    transition(
        withdrawn,
        Action.WITHDRAW,
        by=OperatorFactory(),
        channel=Channel.ADMIN,
        expected_version=withdrawn.version,
        comment="内容を確かめています。",
    )
    assert Change.objects.filter(is_public=True).count() == 1
    assert recent_changes() == []


def test_recent_changes_tell_of_case_sheets_without_a_year():
    city = MunicipalityFactory()
    department = DepartmentFactory(municipality=city)
    for state in ("draft", "submitted", "withdrawn"):
        case_sheet(state, department=department, title="ひみつ")
    sheet = published_sheet(department=department, title="古い題")
    CaseSheet.objects.filter(pk=sheet.pk).update(published_at=NIGHT_IN_JAPAN)
    sheet.title = "花の道"
    save_case_sheet(
        sheet,
        by=OperatorFactory(),
        channel=Channel.ADMIN,
        expected_version=sheet.version,
        reason="題を直しました",
    )
    correction, publication = recent_changes()
    assert (correction.name, correction.fiscal_year) == ("花の道", None)
    assert (correction.url, correction.reason) == (f"/cases/{sheet.pk}/", "題を直しました")
    assert (publication.count, publication.fiscal_year) == (1, None)
    assert publication.url == f"/cases/?municipality={city.code}"


def test_recent_changes_are_the_newest_first_and_not_too_many():
    for day in range(1, 12):
        published_at(datetime(2026, 4, day, 3, tzinfo=UTC))
    days = [change.day.day for change in recent_changes()]
    assert days == [11, 10, 9, 8, 7, 6]
    assert len(days) == MOST


@pytest.mark.parametrize("number", [1, 3])
def test_recent_corrections_cost_a_fixed_number_of_queries(number, django_assert_num_queries):
    for _ in range(number):
        corrected(published_record(), "人数を直しました", participants_text="3")
    with django_assert_num_queries(5):
        assert len(recent_corrections()) == number
