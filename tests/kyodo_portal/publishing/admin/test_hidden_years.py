"""Look-ups of an earlier year show nothing of a record that the user may not see."""

import pytest

from kyodo_portal.publishing.choices import State
from pledges.models import Rating
from policies.models import EvaluationSheet
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import (
    coordinator,
    editor,
)
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    SheetFactory,
    sheet_in,
)
from tests.factories.projects import (
    ProjectRecordFactory,
    published_project,
)
from tests.factories.towns import Town

pytestmark = pytest.mark.django_db

HIDDEN = [state for state in State if state != State.PUBLISHED]


@pytest.fixture
def town():
    return Town()


@pytest.mark.parametrize("state", HIDDEN)
def test_ratings_page_names_no_earlier_report_that_the_user_may_not_see(town, state):
    town.report_in(State.PUBLISHED, as_of="2022-03-31", as_of_text="令和3年度末")
    hidden = town.report_in(state, as_of="2023-03-31", as_of_text="令和4年度末")
    Rating.objects.filter(report=hidden).update(stars=9)
    shown = town.report_in(State.PUBLISHED, department=town.other)
    page = logged_in(editor(town.other, "pledges")).get(admin_url(shown, "ratings"))
    assert page.context["grid"].previous.as_of_text == "令和3年度末"
    assert "令和4年度末" not in words(page)
    page = logged_in(coordinator(town.municipality, "pledges")).get(admin_url(shown, "ratings"))
    assert page.context["grid"].previous == hidden


@pytest.mark.parametrize("newest", [State.DRAFT, State.PUBLISHED])
def test_grid_of_indicators_shows_no_earlier_value_of_a_sheet_that_the_user_may_not_see(
    town, newest
):
    """But for years that a later published sheet shows to everybody."""
    measure = MeasureFactory(in_plan=town.plan)
    IndicatorFactory(plan_item=measure, values={2017: "5.5", 2018: "91.7", 2019: "6.6"})
    SheetFactory(plan_item=measure, fiscal_year=2018, departments=[town.own])
    sheet = sheet_in(newest, plan_item=measure, fiscal_year=2019, departments=[town.other])
    url = admin_url(EvaluationSheet, "indicators", sheet.pk)
    page = logged_in(editor(town.other, "policies")).get(url)
    is_shown = newest == State.PUBLISHED
    assert page.context["grid"].years == ([2017, 2018, 2019] if is_shown else [2017, 2019])
    assert ("91.7" in words(page)) == is_shown
    page = logged_in(coordinator(town.municipality, "policies")).get(url)
    assert page.context["grid"].years == [2017, 2018, 2019]


def test_last_years_values_of_a_record_that_the_user_may_not_see_are_not_laid_beside(town):
    project = published_project(municipality=town.municipality)
    ProjectRecordFactory(
        project=project, department=town.own, fiscal_year=2024, purpose="秘密の目的"
    )
    record = ProjectRecordFactory(project=project, department=town.other, fiscal_year=2026)
    client = logged_in(editor(town.other))
    page = client.get(admin_url(record, "change"))
    assert "秘密の目的" not in words(page)
    assert page.context["adminform"].form.fields["name"].last_year.label == "令和7年度の内容"


def test_year_of_which_the_user_may_see_no_sheet_is_not_offered_among_those_delivered(town):
    measure = MeasureFactory(in_plan=town.plan)
    sheet_in(State.PUBLISHED, plan_item=measure, fiscal_year=2019, departments=[town.own])
    SheetFactory(plan_item=measure, fiscal_year=2020, departments=[town.own])
    url = admin_url(town.plan, "undelivered")
    years = {
        department: logged_in(editor(department, "policies")).get(url).context["years"]
        for department in (town.own, town.other)
    }
    assert years == {town.own: [2020, 2019], town.other: [2019]}
