"""No record of any kind names a department that had ended before its year, through any channel."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing import services
from kyodo_portal.publishing.choices import Channel
from pledges.models import Initiative, ProgressReport, Rating
from pledges.reports.services import open_report
from policies.models import EvaluationSheet, SheetSection
from policies.sheets.services.years import open_fiscal_year
from projects.models import CaseSheet, ProjectRecord
from tests.factories.case_sheets import case_sheet, new_sheet
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    OperatorFactory,
    coordinator,
)
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
)
from tests.factories.policies import MeasureFactory, PlanFactory, SectionFactory, SheetFactory
from tests.factories.projects import ProjectFactory, ProjectRecordFactory

pytestmark = pytest.mark.django_db
REFUSED = "「市民課」は令和6年度までの部署です。令和7年度は「くらし課」を選んでください。"
CHANNELS = [Channel.ADMIN, Channel.FIXTURE]


@pytest.fixture
def city():
    return MunicipalityFactory()


@pytest.fixture
def successor(city):
    return DepartmentFactory(municipality=city, name="くらし課")


@pytest.fixture
def ended(city, successor):
    """A department that existed until 令和6年度, and handed on its work."""
    department = DepartmentFactory(municipality=city, name="市民課", valid_to=2024)
    department.successors.set([successor])
    return department


def save(record, channel=Channel.ADMIN, **relations):
    version = None if record._state.adding else record.version
    services.save(
        record,
        relations=relations,
        by=OperatorFactory(),
        channel=channel,
        expected_version=version,
    )


def refusal_of(record, channel=Channel.ADMIN, **relations):
    with pytest.raises(ValidationError) as refused:
        save(record, channel, **relations)
    return refused.value.message_dict


def new_record(department, year):
    project = ProjectFactory(municipality=department.municipality)
    return ProjectRecord(project=project, name="清掃", fiscal_year=year, department=department)


@pytest.mark.parametrize("channel", CHANNELS)
def test_record_of_a_later_year_is_refused_and_told_the_successor(ended, channel):
    assert refusal_of(new_record(ended, 2025), channel) == {"department": [REFUSED]}
    assert ProjectRecord.objects.count() == 0


@pytest.mark.parametrize("year", [2023, 2024])
def test_record_of_a_year_in_which_it_existed_is_saved(ended, year):
    save(new_record(ended, year))
    assert ProjectRecord.objects.get().department == ended


def test_record_that_names_it_already_is_saved_and_stays(ended):
    record = ProjectRecordFactory(department=ended, fiscal_year=2025)
    record.purpose = "美しいまち"
    save(record)
    assert ProjectRecord.objects.get().purpose == "美しいまち"


def test_record_that_moves_to_a_later_year_is_refused(ended):
    record = ProjectRecordFactory(department=ended, fiscal_year=2024)
    record.fiscal_year = 2025
    assert refusal_of(record) == {"department": [REFUSED]}


def test_several_successors_and_none_are_told(city, ended, successor):
    ended.successors.add(DepartmentFactory(municipality=city, name="地域課"))
    [told] = refusal_of(new_record(ended, 2025))["department"]
    assert told.endswith("令和7年度は「くらし課」か「地域課」を選んでください。")
    ended.successors.clear()
    [told] = refusal_of(new_record(ended, 2025))["department"]
    assert told == "「市民課」は令和6年度までの部署です。令和7年度にある部署を選んでください。"


def test_successor_that_ended_too_is_followed_and_a_circle_ends(city, ended, successor):
    Department.objects.filter(pk=successor.pk).update(valid_to=2024)
    successor.successors.set([DepartmentFactory(municipality=city, name="未来課"), ended])
    [told] = refusal_of(new_record(ended, 2025))["department"]
    assert told.endswith("令和7年度は「未来課」を選んでください。")


@pytest.mark.parametrize("channel", CHANNELS)
def test_sheet_of_a_later_year_is_refused(city, ended, channel):
    measure = MeasureFactory(in_plan=PlanFactory(municipality=city))
    sheet = EvaluationSheet(plan_item=measure, fiscal_year=2025)
    sections = [SheetSection(department=ended)]
    assert refusal_of(sheet, channel, sections=sections) == {"sections": [REFUSED]}
    assert EvaluationSheet.objects.count() == 0


def test_sheet_with_its_part_is_saved_and_given_no_second_one(city, ended, successor):
    Department.objects.update(valid_to=None)
    sheet = SheetFactory(
        plan_item=MeasureFactory(in_plan=PlanFactory(municipality=city)),
        fiscal_year=2025,
        departments=[],
    )
    section = SectionFactory(sheet=sheet, department=ended)
    other = DepartmentFactory(municipality=city, name="福祉課", valid_to=2020)
    Department.objects.filter(pk=ended.pk).update(valid_to=2024)
    section.actions = "花を植える"
    save(sheet, sections=[section])
    sheet.refresh_from_db()
    told = refusal_of(sheet, sections=[section, SheetSection(department=other)])["sections"]
    assert told == ["「福祉課」は令和2年度までの部署です。令和7年度にある部署を選んでください。"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_rating_of_a_later_report_is_refused(city, ended, channel):
    pledge_set = PledgeSetFactory(municipality=city)
    report = ProgressReportFactory(pledge_set=pledge_set, as_of=date(2026, 3, 31))
    rating = Rating(report=report, item=PledgeItemFactory(pledge_set=pledge_set))
    told = refusal_of(
        rating,
        channel,
        departments=[ended],
        initiatives=[Initiative(text="説明会", department=ended)],
    )
    assert told == {"departments": [REFUSED], "initiatives": [REFUSED]}
    assert Rating.objects.count() == 0


@pytest.mark.parametrize(("as_of", "told"), [("令和7年度", {"departments": [REFUSED]}), ("", None)])
def test_case_sheet_names_departments_of_the_time_in_which_it_was_made(
    city, ended, successor, as_of, told
):
    sheet = new_sheet(department=successor, as_of_text=as_of)
    if told:
        assert refusal_of(sheet, departments=[ended]) == told
    else:
        save(sheet, departments=[ended])
    assert CaseSheet.objects.count() == (0 if told else 1)


def test_case_sheet_is_entered_by_a_department_that_exists(ended):
    told = refusal_of(new_sheet(department=ended))["department"]
    assert "「くらし課」を選んでください" in told[0]


def test_case_sheet_entered_before_is_saved_and_stays(ended):
    Department.objects.update(valid_to=None)
    sheet = case_sheet(department=Department.objects.get(pk=ended.pk))
    Department.objects.filter(pk=ended.pk).update(valid_to=2024)
    sheet = CaseSheet.objects.get(pk=sheet.pk)
    sheet.overview = "花を植える"
    save(sheet)
    assert CaseSheet.objects.get().overview == "花を植える"


def test_next_years_sheets_begin_with_the_successors(city, ended, successor):
    abolished = DepartmentFactory(municipality=city, name="統計課", valid_to=2024)
    plan = PlanFactory(municipality=city)
    sheet = SheetFactory(plan_item=MeasureFactory(in_plan=plan), fiscal_year=2024, departments=[])
    for department, actions in ((ended, "花壇"), (abolished, "調査"), (successor, "清掃")):
        SectionFactory(sheet=sheet, department=department, actions=actions, direction="")
    by = coordinator(city, "policies")
    open_fiscal_year(plan=plan, fiscal_year=2025, by=by, channel=Channel.ADMIN)
    sections = SheetSection.objects.filter(sheet__fiscal_year=2025)
    assert [(one.department, one.actions) for one in sections] == [(successor, "花壇\n清掃")]


def test_next_report_begins_with_the_successors(city, ended, successor):
    pledge_set = PledgeSetFactory(municipality=city)
    item = PledgeItemFactory(pledge_set=pledge_set)
    report = ProgressReportFactory(pledge_set=pledge_set, as_of=date(2025, 3, 31))
    RatingFactory(report=report, item=item, departments=[ended, successor])
    new = ProgressReport(
        pledge_set=pledge_set, title="令和7年度", as_of=date(2026, 3, 31), as_of_text="令和7年度末"
    )
    open_report(new, by=coordinator(city, "pledges"), channel=Channel.ADMIN)
    assert new.ratings.get().listed_departments() == [successor]
