"""Ratings in the admin: who writes which, by what they are rated, and when they go."""

import pytest

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.choices import State
from kyodo_portal.publishing.models import Change
from pledges.models import ProgressReport, Rating
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
    planner,
)
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    published_report,
    report_in,
    tree,
)

pytestmark = pytest.mark.django_db
NO_ROWS = {"initiatives-TOTAL_FORMS": 0, "initiatives-INITIAL_FORMS": 0}


@pytest.fixture
def city():
    return MunicipalityFactory(name="見本市")


@pytest.fixture
def pledge_set(city):
    return PledgeSetFactory(municipality=city, name="見本市の公約")


@pytest.fixture
def client(city):
    return logged_in(coordinator(city, "pledges"))


def test_rating_is_written_with_departments_in_order_and_initiatives(client, city, pledge_set):
    rating = RatingFactory(report=ProgressReportFactory(pledge_set=pledge_set))
    first, second = (DepartmentFactory(municipality=city) for _one in range(2))
    data = {
        "expected_version": 1,
        "percent_text": "62",
        "not_rated_because": "not_rated",
        "rating_reason": "計画どおりです。",
        "department_list": [second.pk, first.pk],
        "initiatives-TOTAL_FORMS": 2,
        "initiatives-INITIAL_FORMS": 0,
        "initiatives-0-text": "あとの取組",
        "initiatives-0-place": 2,
        "initiatives-1-text": "先の取組",
        "initiatives-1-place": 1,
        "initiatives-1-steps": 8,
    }
    assert client.post(admin_url(rating, "change"), data).status_code == 302
    stored = Rating.objects.get()
    assert (stored.percent, stored.reason) == (62, "計画どおりです。")
    assert [link.department for link in stored.department_links.all()] == [second, first]
    assert [one.text for one in stored.initiatives.all()] == ["先の取組", "あとの取組"]
    assert Change.objects.filter(kind="pledges.rating").count() == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"percent_text": "101"}, "「101」は進捗として読み取れません。"),
        ({"stars": "11"}, "星は0から10までの数で書いてください"),
        ({"initiatives-0-steps": "11"}, "星は0から10までの数で書いてください"),
    ],
)
def test_bad_figure_is_refused_in_words(client, pledge_set, values, message):
    *_above, item = tree(pledge_set, 1, 1)
    rating = RatingFactory(report=ProgressReportFactory(pledge_set=pledge_set), item=item)
    data = {
        "expected_version": 1,
        "not_rated_because": "not_rated",
        "initiatives-TOTAL_FORMS": 1,
        "initiatives-INITIAL_FORMS": 0,
        "initiatives-0-text": "説明会",
        **values,
    }
    response = client.post(admin_url(rating, "change"), data)
    assert response.status_code == 200
    assert message in words(response)
    assert (Rating.objects.get(pk=rating.pk).version, rating.initiatives.count()) == (1, 0)


def test_rating_for_an_item_of_another_set_is_refused_when_forged(client, city, pledge_set):
    report = ProgressReportFactory(pledge_set=pledge_set)
    stranger = PledgeItemFactory(pledge_set__municipality=city)
    data = {"report": report.pk, "item": stranger.pk, "not_rated_because": "not_rated", **NO_ROWS}
    response = client.post(admin_url(Rating, "add"), data)
    assert response.context["adminform"].form.errors["item"]
    assert Rating.objects.count() == 0


def test_department_of_another_city_is_refused_when_forged(client, pledge_set):
    rating = RatingFactory(report=ProgressReportFactory(pledge_set=pledge_set))
    stranger = DepartmentFactory(name="となり課")
    data = {
        "expected_version": 1,
        "not_rated_because": "not_rated",
        "department_list": [stranger.pk],
        **NO_ROWS,
    }
    response = client.post(admin_url(rating, "change"), data)
    assert response.context["adminform"].form.errors["department_list"]
    assert "となり課" not in words(response)
    assert rating.department_links.count() == 0


def test_editor_reads_other_ratings_and_writes_none_of_them(city, pledge_set):
    own, other = (DepartmentFactory(municipality=city) for _one in range(2))
    report = ProgressReportFactory(pledge_set=pledge_set)
    mine = RatingFactory(report=report, departments=[own])
    theirs = RatingFactory(report=report, departments=[other])
    client = logged_in(editor(own, "pledges"))
    data = {
        "expected_version": 1,
        "percent_text": "62",
        "not_rated_because": "not_rated",
        **NO_ROWS,
    }
    assert client.post(admin_url(theirs, "change"), data).status_code == 403
    assert client.post(admin_url(theirs, "delete"), {"post": "yes"}).status_code == 403
    assert client.post(admin_url(mine, "delete"), {"post": "yes"}).status_code == 403
    # The department in charge writes figures, and cannot hand the item to somebody else.
    forged = {**data, "department_list": [Department.objects.get(pk=other.pk).pk]}
    assert client.post(admin_url(mine, "change"), forged).status_code == 302
    assert mine.department_links.get().department == own
    assert list(Rating.objects.values_list("percent_text", flat=True).order_by("id")) == ["62", ""]


def test_rating_of_a_report_that_was_public_is_not_deleted(client, pledge_set):
    [item] = tree(pledge_set, 1)
    rating = published_report([{"item": item}], pledge_set=pledge_set).ratings.get()
    data = {"post": "yes", "expected_version": rating.version}
    assert client.post(admin_url(rating, "delete"), data).status_code == 403


@pytest.mark.parametrize("state", list(State))
def test_rating_is_deleted_by_the_coordinator_until_its_report_was_public(
    client, pledge_set, state
):
    [item] = tree(pledge_set, 1)
    rating = report_in(state, [{"item": item}], pledge_set=pledge_set).ratings.get()
    data = {"post": "yes", "expected_version": rating.version}
    was_public = state in {State.PUBLISHED, State.WITHDRAWN}
    status = client.post(admin_url(rating, "delete"), data).status_code
    assert (status, Rating.objects.count()) == ((403, 1) if was_public else (302, 0))


@pytest.mark.parametrize(
    ("depth", "fields"),
    [
        (1, ["percent_text", "not_rated_because"]),
        (2, ["stars", "stars_text", "percent_text", "not_rated_because"]),
        (3, ["stars", "stars_text", "not_rated_because"]),
    ],
)
def test_form_asks_for_what_the_items_level_is_rated_by(client, pledge_set, depth, fields):
    item = tree(pledge_set, 1, 1, 1)[depth - 1]
    rating = RatingFactory(report=ProgressReportFactory(pledge_set=pledge_set), item=item)
    form = client.get(admin_url(rating, "change")).context["adminform"].form
    figures = {"stars", "stars_text", "percent_text", "word", "not_rated_because"}
    assert [name for name in form.fields if name in figures] == fields


def test_form_keeps_a_figure_that_the_level_does_not_ask_for(client, city):
    pledge_set = PledgeSetFactory(
        municipality=city,
        levels=[{"name": "全体"}, {"name": "公約", "has_word": True}],
        words=["達成"],
    )
    report = ProgressReportFactory(pledge_set=pledge_set)
    rating = RatingFactory(report=report, stars=0, percent_text="0")
    form = client.get(admin_url(rating, "change")).context["adminform"].form
    assert {"stars", "stars_text", "percent_text", "word"} <= form.fields.keys()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN])
def test_department_reads_its_rating_once_the_report_moved_on_and_is_told_so(
    city, pledge_set, state
):
    own = DepartmentFactory(municipality=city)
    [item] = tree(pledge_set, 1)
    report = report_in(state, [{"item": item, "departments": [own]}], pledge_set=pledge_set)
    rating = report.ratings.get()
    client = logged_in(editor(own, "pledges"))
    assert client.get(admin_url(rating, "change")).context["has_change_permission"] is False
    data = {
        "expected_version": 1,
        "percent_text": "62",
        "not_rated_because": "not_rated",
        "reason": "直します。",
        **NO_ROWS,
    }
    response = client.post(admin_url(rating, "change"), data)
    assert response.status_code == 200
    assert "この報告はもう提出されています。" in words(response)
    rating.refresh_from_db()
    assert (rating.percent_text, rating.version) == ("", 1)


def test_planner_reads_and_never_writes(city, pledge_set):
    rating = RatingFactory(report=ProgressReportFactory(pledge_set=pledge_set), reason="工事のため")
    client = logged_in(planner(city, "pledges"))
    assert "工事のため" in words(client.get(admin_url(rating, "change")))
    data = {"expected_version": 1, "not_rated_because": "not_stated", **NO_ROWS}
    assert client.post(admin_url(rating, "change"), data).status_code == 403


def test_list_names_departments_in_the_reports_order_and_items_in_the_sets(
    client, city, pledge_set
):
    top, below = tree(pledge_set, 1, 1)
    departments = [DepartmentFactory(municipality=city, name=name) for name in ("公園課", "道路課")]
    report = ProgressReportFactory(pledge_set=pledge_set)
    for item in (below, top):
        RatingFactory(report=report, item=item, departments=departments[::-1])
    response = client.get(admin_url(Rating, "changelist"))
    assert [one.item for one in response.context["cl"].result_list] == [top, below]
    assert "道路課、公園課" in words(response)


def test_list_is_narrowed_by_report_and_state_and_found_by_initiatives(client, pledge_set):
    item = PledgeItemFactory(pledge_set=pledge_set, title="花のまち")
    first, second = (
        ProgressReportFactory(pledge_set=pledge_set, as_of=day)
        for day in ("2024-03-31", "2025-03-31")
    )
    rated = RatingFactory(report=first, item=item, stars=7, initiatives=["植樹", "植樹の会"])
    waiting = RatingFactory(report=second, item=item)

    def listed(**query):
        return list(client.get(admin_url(Rating, "changelist"), query).context["cl"].result_list)

    assert listed(report=first.pk) == [rated]
    assert listed(status__exact="not_rated") == [waiting]
    assert listed(q="植樹") == [rated]
    assert listed(q="花のまち") == [rated, waiting]


def test_filter_names_the_reports_of_the_own_city_alone(client, pledge_set):
    report = ProgressReportFactory(pledge_set=pledge_set)
    RatingFactory(report=report)
    stranger = RatingFactory(report=ProgressReportFactory(title="となり市の取組状況"))
    response = client.get(admin_url(Rating, "changelist"))
    found = response.context["cl"].filter_specs[0].lookup_choices
    assert [label for _pk, label in found] == ["市長公約の取組状況（令和5年度末）"]
    assert stranger not in response.context["cl"].result_list
    assert "となり市の取組状況" not in words(response)
    assert client.get(admin_url(stranger, "change")).status_code == 302


def test_same_departments_and_initiatives_again_are_no_change(client, city, pledge_set):
    department = DepartmentFactory(municipality=city)
    report = ProgressReportFactory(pledge_set=pledge_set)
    rating = RatingFactory(report=report, departments=[department], initiatives=["植樹"])
    data = {
        "expected_version": 1,
        "not_rated_because": "not_rated",
        "department_list": [department.pk],
        "initiatives-TOTAL_FORMS": 1,
        "initiatives-INITIAL_FORMS": 1,
        "initiatives-0-id": rating.initiatives.get().pk,
        "initiatives-0-place": 1,
        "initiatives-0-text": "植樹",
    }
    assert client.post(admin_url(rating, "change"), data).status_code == 302
    assert (Change.objects.count(), ProgressReport.objects.get().version) == (0, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_a_fixed_number_of_queries(client, city, rows, django_assert_num_queries):
    for number in range(rows):
        report = ProgressReportFactory(pledge_set__municipality=city)
        departments = [DepartmentFactory(municipality=city)]
        RatingFactory(
            report=report, departments=departments, initiatives=["一", "二"][: number + 1]
        )
    with django_assert_num_queries(8):
        response = client.get(admin_url(Rating, "changelist"))
    assert len(response.context["cl"].result_list) == rows
