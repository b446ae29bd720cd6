"""Forms offer the departments of the record's year, and what the record holds now."""

import re
from datetime import date

import pytest
from django.urls import reverse

from pledges.models import Rating
from policies.models import EvaluationSheet
from projects.models import CaseSheet, ProjectRecord, SponsorshipReview
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import (
    DepartmentFactory,
    MembershipFactory,
    MunicipalityFactory,
    coordinator,
)
from tests.factories.pledge_sets import PledgeSetFactory, ProgressReportFactory, RatingFactory
from tests.factories.policies import MeasureFactory, PlanFactory, SectionFactory, SheetFactory
from tests.factories.projects import ProjectRecordFactory

pytestmark = pytest.mark.django_db
ENDED, LIVING = "市民課", "くらし課"


@pytest.fixture
def city():
    return MunicipalityFactory()


@pytest.fixture
def departments(city):
    """One that existed until 令和6年度, and its successor."""
    ended = DepartmentFactory(municipality=city, name=ENDED, valid_to=2024)
    living = DepartmentFactory(municipality=city, name=LIVING)
    ended.successors.set([living])
    return ended, living


@pytest.fixture
def client(city):
    user = coordinator(city, "projects")
    for area in ("policies", "pledges"):
        MembershipFactory(user=user, municipality=city, role="coordinator", area=area)
    return logged_in(user)


def offered(page, name="department"):
    """Return which of the two departments a select of the page offers."""
    select = re.search(rf'<select[^>]* name="{name}".*?</select>', page.content.decode(), re.DOTALL)
    return [word for word in (ENDED, LIVING) if word in select[0]]


@pytest.mark.usefixtures("departments")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [LIVING]),
        ("?fiscal_year=2025", [LIVING]),
        ("?fiscal_year=R6", [ENDED, LIVING]),
        ("?fiscal_year=x", [ENDED, LIVING]),
    ],
)
def test_new_record_offers_the_departments_of_its_year(client, query, found):
    assert offered(client.get(admin_url(ProjectRecord, "add") + query)) == found


@pytest.mark.usefixtures("departments")
@pytest.mark.parametrize("model", [CaseSheet, SponsorshipReview])
def test_new_sheet_and_application_offer_present_departments(client, model):
    assert offered(client.get(admin_url(model, "add"))) == [LIVING]


@pytest.mark.parametrize(("year", "found"), [(2024, [ENDED, LIVING]), (2025, [LIVING])])
def test_stored_record_offers_the_departments_of_its_year(client, departments, year, found):
    record = ProjectRecordFactory(department=departments[1], fiscal_year=year)
    assert offered(client.get(admin_url(record, "change"))) == found


def test_what_a_record_holds_now_stays_among_the_choices(client, departments):
    record = ProjectRecordFactory(department=departments[0], fiscal_year=2025)
    assert offered(client.get(admin_url(record, "change"))) == [ENDED, LIVING]


def test_posted_department_that_ended_is_refused_with_the_successors_name(client, departments):
    sent = {"fiscal_year": "R7", "name": "清掃", "department": departments[0].pk}
    sent |= {"stage": "actual", "recurrence": "yearly", "is_new_project": "on"}
    page = client.post(admin_url(ProjectRecord, "add"), sent)
    text = "「市民課」は令和6年度までの部署です。令和7年度は「くらし課」を選んでください。"
    assert page.context["adminform"].form.errors == {"department": [text]}
    assert offered(page) == [LIVING]
    assert ProjectRecord.objects.count() == 0


@pytest.mark.parametrize(("year", "found"), [("R6", [ENDED, LIVING]), ("", [LIVING])])
@pytest.mark.usefixtures("departments")
def test_new_sheet_of_evaluation_offers_the_departments_of_its_year(client, year, found):
    query = f"?fiscal_year={year}" if year else ""
    page = client.get(admin_url(EvaluationSheet, "add") + query)
    assert offered(page, "sections-0-department") == found


@pytest.mark.parametrize(("year", "found"), [(2024, [ENDED, LIVING]), (2025, [LIVING])])
def test_further_part_of_a_sheet_is_of_a_department_of_its_year(
    client, city, departments, year, found
):
    measure = MeasureFactory(in_plan=PlanFactory(municipality=city))
    sheet = SheetFactory(plan_item=measure, fiscal_year=year, departments=[])
    SectionFactory(sheet=sheet, department=departments[0])
    page = client.get(admin_url(sheet, "change"))
    assert offered(page, "sections-1-department") == found


@pytest.mark.parametrize(("as_of", "found"), [(2024, [ENDED, LIVING]), (2025, [LIVING])])
def test_list_of_a_rating_offers_the_departments_of_its_report(
    client, city, departments, as_of, found
):
    pledge_set = PledgeSetFactory(municipality=city)
    report = ProgressReportFactory(pledge_set=pledge_set, as_of=date(as_of + 1, 3, 31))
    rating = RatingFactory(report=report, departments=[departments[0]])
    page = client.get(admin_url(rating, "change"))
    # What the rating holds now is shown as chosen whatever its year is.
    assert ENDED in offered(page, "department_list")
    address = re.search(r'data-ajax--url="([^"]*)"', page.content.decode())[1]
    assert address == f"{reverse('admin:autocomplete')}?existing_in={as_of}"
    data = "app_label=pledges&model_name=rating&field_name=departments"
    results = client.get(f"{address}&{data}").json()["results"]
    assert sorted(one["text"] for one in results) == sorted(found)
    assert Rating.objects.count() == 1


@pytest.mark.usefixtures("departments")
@pytest.mark.parametrize("year", ["x", "99999", "-1", ""])
def test_list_for_a_senseless_year_is_answered(client, year):
    data = {"app_label": "pledges", "model_name": "rating", "field_name": "departments"}
    answer = client.get(reverse("admin:autocomplete"), {**data, "existing_in": year})
    assert len(answer.json()["results"]) == 2


def test_page_that_is_only_read_is_shown(client, departments):
    record = ProjectRecordFactory(department=departments[0], fiscal_year=2025)
    reader = MembershipFactory(municipality=record.municipality, role="planner", area="projects")
    assert ENDED in words(logged_in(reader.user).get(admin_url(record, "change")))
