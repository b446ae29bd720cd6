"""What hangs on a record that somebody may not see is on no page of the staff's either."""

import pytest

from kyodo_portal.publishing.choices import Channel, State
from pledges.models import PledgeSet, Rating
from policies.indicators.services import save_indicator
from policies.models import Indicator, IndicatorValue
from projects.models import Project
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import (
    administrator,
    coordinator,
    editor,
    planner,
)
from tests.factories.policies import (
    IndicatorFactory,
    MeasureFactory,
    SheetFactory,
    sheet_in,
)
from tests.factories.projects import published_project
from tests.factories.publishing import saved
from tests.factories.towns import Town, answers, is_led_away

pytestmark = pytest.mark.django_db

HIDDEN = [state for state in State if state != State.PUBLISHED]


@pytest.fixture
def town():
    return Town()


@pytest.mark.parametrize(
    ("state", "without_trace"), [*((state, False) for state in HIDDEN), (State.WITHDRAWN, True)]
)
def test_rating_of_a_hidden_report_is_kept_from_other_departments(town, state, without_trace):
    rating = town.report_in(state, without_trace=without_trace).ratings.get()
    saved(rating, note="秘密の注、直したもの")
    stranger = logged_in(editor(town.other, "pledges"))
    for record in (rating, rating.report):
        for page in ("change", "history"):
            answer = stranger.get(admin_url(record, page))
            assert (answer.status_code, answer["Location"]) == (302, "/admin/")
        # Who may delete nothing at all is told so before anything is looked up.
        assert stranger.get(admin_url(record, "delete")).status_code in {302, 403}
    listed = stranger.get(admin_url(Rating, "changelist"), {"q": "秘密"})
    assert listed.context["cl"].result_count == 0
    assert "秘密" not in words(stranger.get(admin_url(Rating, "changelist")))


@pytest.mark.parametrize("state", HIDDEN)
def test_rating_of_a_hidden_report_is_read_by_those_whose_report_it_is(town, state):
    rating = town.report_in(state).ratings.get()
    saved(rating, note="秘密の注、直したもの")
    readers = [editor(town.own, "pledges")]
    readers += [role(town.municipality, "pledges") for role in (coordinator, planner)]
    for reader in [*readers, administrator(town.municipality)]:
        form, history = answers(reader, rating, ["change", "history"])
        assert "秘密の理由" in words(form)
        assert "秘密の注、直したもの" in words(history)


def test_rating_of_a_published_report_is_read_by_all_and_its_drafts_history_by_its_own(town):
    rating = town.report_in(State.DRAFT).ratings.get()
    saved(rating, note="下書きの注")
    rating = town.report_in(State.PUBLISHED, as_of="2025-03-31").ratings.get()
    for reader in (editor(town.other, "pledges"), editor(town.other, "projects")):
        form, history = answers(reader, rating, ["change", "history"])
        assert "秘密の理由" in words(form)
        assert history.context["entries"] == []


def test_published_report_of_a_hidden_set_is_seen_by_its_own_area_and_departments(town):
    report = town.report_in(State.PUBLISHED)
    PledgeSet.objects.update(is_published=False)
    for record in (report, report.ratings.get()):
        for area in ("pledges", "projects"):
            assert is_led_away(answers(editor(town.other, area), record, ["change", "history"]))
        [form] = answers(editor(town.own, "pledges"), record, ["change"])
        assert form.status_code == 200


def with_value(indicator, year, text, by):
    """Write one more value through the service, as a grid does: the history holds it."""
    indicator = Indicator.objects.get(pk=indicator.pk)
    values = [*indicator.values.all(), IndicatorValue(fiscal_year=year, value_text=text)]
    save_indicator(
        indicator,
        values=values,
        by=by,
        channel=Channel.ADMIN,
        expected_version=indicator.version,
    )


def test_history_of_an_indicator_shows_no_value_of_a_draft_sheet_to_another_department(town):
    measure = MeasureFactory(in_plan=town.plan)
    indicator = IndicatorFactory(plan_item=measure, values={2018: "8.1"})
    sheet_in(State.PUBLISHED, plan_item=measure, departments=[town.own])
    SheetFactory(plan_item=measure, fiscal_year=2020, departments=[town.own])
    own, other = (editor(department, "policies") for department in (town.own, town.other))
    with_value(indicator, 2020, "91.7", own)
    form, history = answers(other, indicator, ["change", "history"])
    assert (form.status_code, history.status_code) == (200, 200)
    assert "91.7" not in words(form) + words(history)
    readers = [own, coordinator(town.municipality, "policies")]
    for reader in [*readers, administrator(town.municipality)]:
        [history] = answers(reader, indicator, ["history"])
        assert "91.7" in words(history)


def test_history_of_an_indicator_on_which_two_departments_wrote_is_read_by_neither_alone(town):
    measure = MeasureFactory(in_plan=town.plan)
    indicator = IndicatorFactory(plan_item=measure, values={2018: "8.1"})
    SheetFactory(plan_item=measure, fiscal_year=2018, departments=[town.own])
    SheetFactory(plan_item=measure, fiscal_year=2019, departments=[town.other])
    with_value(indicator, 2019, "91.7", editor(town.other, "policies"))
    for department in (town.own, town.other):
        [history] = answers(editor(department, "policies"), indicator, ["history"])
        assert history.context["entries"] == []


@pytest.mark.parametrize("state", HIDDEN)
def test_indicator_of_hidden_sheets_alone_is_kept_from_other_departments(town, state):
    measure = MeasureFactory(in_plan=town.plan)
    indicator = IndicatorFactory(plan_item=measure, name="秘密の指標", values={2019: "8.1"})
    sheet_in(state, plan_item=measure, departments=[town.own])
    stranger = editor(town.other, "policies")
    assert is_led_away(answers(stranger, indicator, ["change", "history"]))
    listed = logged_in(stranger).get(admin_url(Indicator, "changelist"))
    assert "秘密の指標" not in words(listed)
    [form] = answers(editor(town.own, "policies"), indicator, ["change"])
    assert "秘密の指標" in words(form)


def test_indicator_without_a_sheet_is_the_coordinators(town):
    indicator = IndicatorFactory(plan_item=MeasureFactory(in_plan=town.plan))
    assert is_led_away(answers(editor(town.own, "policies"), indicator, ["change", "history"]))
    [form] = answers(coordinator(town.municipality, "policies"), indicator, ["change"])
    assert form.status_code == 200


# --- What it costs ---------------------------------------------------------------------------


def ratings(town, number):
    for year in range(number):
        town.report_in(State.PUBLISHED, as_of=f"{2020 + year}-03-31")


def indicators(town, number):
    for _number in range(number):
        measure = MeasureFactory(in_plan=town.plan)
        IndicatorFactory(plan_item=measure, values={2019: "8.1"})
        sheet_in(State.PUBLISHED, plan_item=measure, departments=[town.own])


def projects(town, number):
    for _number in range(number):
        published_project(municipality=town.municipality)


COSTS = [
    (Rating, "pledges", ratings, 9, 11),
    (Indicator, "policies", indicators, 7, 10),
    (Project, "projects", projects, 6, 10),
]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("case", COSTS, ids=[model.__name__ for model, *_rest in COSTS])
def test_list_and_history_cost_the_same(town, django_assert_num_queries, case, rows):
    model, area, make, of_list, of_history = case
    make(town, rows)
    client = logged_in(editor(town.other, area))
    with django_assert_num_queries(of_list):
        page = client.get(admin_url(model, "changelist"))
    assert page.context["cl"].result_count == rows
    with django_assert_num_queries(of_history):
        client.get(admin_url(model.objects.first(), "history"))
