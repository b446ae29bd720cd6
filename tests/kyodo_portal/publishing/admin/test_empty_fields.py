"""Before a record is submitted or published, what it leaves empty is said, and stops nothing."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from kyodo_portal.publishing.choices import State
from projects.models import CaseSheet
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import coordinator
from tests.factories.pledge_sets import ProgressReportFactory
from tests.factories.policies import MeasureFactory, PlanFactory, SectionFactory, SheetFactory
from tests.factories.projects import ProjectRecordFactory, record_in

pytestmark = pytest.mark.django_db

EVERY_COLUMN = [
    "No.",
    "関係団体",
    "協働の形態",
    "実施区分",
    "開催周期",
    "初回実施年",
    "開始日",
    "終了日",
    "目的",
    "内容",
    "市民参加人数（総計）",
    "取組の効果、市民からの反響等",
]
FILLED = {
    "number": "1",
    "partner_text": "町内会",
    "form_text": "共催",
    "recurrence": "yearly",
    "frequency": "年1回",
    "first_year": 2019,
    "start_text": "R7.4.1",
    "end_text": "R8.3.31",
    "purpose": "つなぐ",
    "content": "集まった",
    "participants_text": "不明",
    "outcome": "よかった",
}
NOTHING = dict.fromkeys(FILLED, "") | {"recurrence": "not_entered", "first_year": None}


def page_before(client, action, *records):
    """Return the page that asks before a step."""
    data = {
        "action": action,
        ACTION_CHECKBOX_NAME: [str(record.pk) for record in records],
        **{f"version_{record.pk}": str(record.version) for record in records},
    }
    return client.post(admin_url(type(records[0]), "changelist"), data)


def empty(page):
    """Return what the page says to be empty, by record."""
    return {plan.record.pk: list(plan.empty) for plan in page.context["plans"]}


def test_step_page_lists_the_empty_columns_of_each_record(city):
    record = ProjectRecordFactory(department=city.department, **NOTHING)
    whole = ProjectRecordFactory(department=city.department, **FILLED)
    page = page_before(logged_in(city.coordinator), "submit", record, whole)
    assert empty(page) == {record.pk: EVERY_COLUMN, whole.pk: []}
    text = words(page)
    assert "／".join(EVERY_COLUMN) in text
    assert f"{whole} 下書き 提出済み なし" in text


def test_zero_and_unknown_are_no_empty_columns(city):
    record = ProjectRecordFactory(department=city.department, **FILLED | {"participants_text": "0"})
    assert record.empty_fields() == []


def test_plan_is_not_asked_for_its_results(city):
    record = ProjectRecordFactory(department=city.department, stage="planned", **NOTHING)
    assert record.empty_fields() == EVERY_COLUMN[:-2]


def test_chosen_partner_and_form_are_no_empty_columns(city):
    record = ProjectRecordFactory(
        department=city.department,
        **FILLED | {"partner_text": "", "form_text": ""},
    )
    record.forms.add(city.form)
    assert record.empty_fields() == ["関係団体"]


def test_empty_record_is_submitted_all_the_same(city):
    record = ProjectRecordFactory(department=city.department, **NOTHING)
    address = f"{admin_url(record, 'step', 'submit')}?version={record.version}"
    client = logged_in(city.coordinator)
    assert empty(client.get(address)) == {record.pk: EVERY_COLUMN}
    data = {"confirmed": "yes", ACTION_CHECKBOX_NAME: [str(record.pk)]}
    client.post(address, {**data, f"version_{record.pk}": str(record.version)})
    record.refresh_from_db()
    assert record.state == State.SUBMITTED


@pytest.mark.parametrize(
    ("state", "action", "is_said"),
    [
        (State.SUBMITTED, "publish", True),
        (State.SUBMITTED, "return", False),
        (State.PUBLISHED, "withdraw", False),
    ],
)
def test_only_what_leads_to_the_public_is_told_what_is_empty(city, state, action, is_said):
    record = record_in(state, department=city.department)
    page = page_before(logged_in(city.coordinator), action, record)
    assert ("空の項目" in words(page)) is is_said


def test_sheet_tells_what_each_department_left_empty():
    section = SectionFactory(actions="", direction="続ける")
    client = logged_in(coordinator(section.sheet.municipality, "policies"))
    page = page_before(client, "submit", section.sheet)
    name = section.department.name
    assert empty(page) == {section.sheet.pk: ["反映区分", f"{name}：具体的な取組"]}


def test_report_and_case_sheet_tell_what_their_printed_form_asks():
    report = ProgressReportFactory(
        period_text="", introduction="", method_note="説明", overall_text=""
    )
    assert report.empty_fields() == ["期間（資料での書き方）", "はじめに", "全体（公表値）"]
    sheet = CaseSheet(title="事業", overview="概要", department_text="福祉課", pk=1)
    assert sheet.empty_fields() == [
        "協働の相手",
        "協働の形態",
        "関わり方",
        "開始年度",
        "協働のきっかけ",
        "協働の成果",
        "協働のポイント",
        "役割",
        "強み",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_empty_of_sheets_costs_the_same(rows, django_assert_num_queries):
    plan = PlanFactory()
    sheets = [SheetFactory(plan_item=MeasureFactory(in_plan=plan)) for _row in range(rows)]
    client = logged_in(coordinator(sheets[0].municipality, "policies"))
    with django_assert_num_queries(11):
        page = page_before(client, "submit", *sheets)
    assert len(empty(page)) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_what_is_empty_of_records_costs_the_same(city, rows, django_assert_num_queries):
    records = [record_in(State.DRAFT, department=city.department) for _row in range(rows)]
    client = logged_in(city.coordinator)
    with django_assert_num_queries(13):
        page = page_before(client, "submit", *records)
    assert len(empty(page)) == rows
