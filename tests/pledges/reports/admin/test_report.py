"""Reports in the admin: the list, the form's refusals, and the preview."""

import pytest

from kyodo_portal.publishing.choices import State
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
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    report_in,
    tree,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return MunicipalityFactory(name="見本市")


@pytest.fixture
def pledge_set(city):
    return PledgeSetFactory(municipality=city, name="見本市の公約")


@pytest.fixture
def client(city):
    return logged_in(coordinator(city, "pledges"))


def test_second_report_for_the_same_day_is_refused_in_words(client, pledge_set):
    ProgressReportFactory(pledge_set=pledge_set)
    tree(pledge_set, 1)
    data = {
        "pledge_set": pledge_set.pk,
        "title": "別",
        "as_of": "R6.3.31",
        "as_of_text": "令和5年度末",
    }
    response = client.post(admin_url(ProgressReport, "add"), data)
    assert "この公約には、同じ時点の報告がもうあります。" in words(response)
    assert (ProgressReport.objects.count(), Rating.objects.count()) == (1, 0)


@pytest.mark.parametrize("day", ["R6.2.30", "令和6年3月", "x"])
def test_day_that_cannot_be_read_is_refused(client, pledge_set, day):
    data = {"pledge_set": pledge_set.pk, "title": "別", "as_of": day, "as_of_text": "年度末"}
    response = client.post(admin_url(ProgressReport, "add"), data)
    assert response.context["adminform"].form.errors["as_of"]


def test_state_and_snapshot_cannot_be_posted(client, pledge_set):
    report = ProgressReportFactory(pledge_set=pledge_set)
    data = {
        "expected_version": 1,
        "title": "新しい題名",
        "as_of": "R6.3.31",
        "as_of_text": "令和5年度末",
        "state": "published",
        "snapshot": "{}",
        "snapshot_hash": "0",
        "municipality": MunicipalityFactory().pk,
        "pledge_set": PledgeSetFactory().pk,
    }
    assert client.post(admin_url(report, "change"), data).status_code == 302
    stored = ProgressReport.objects.get(pk=report.pk)
    assert (stored.title, stored.state, stored.snapshot) == ("新しい題名", "draft", "")
    assert (stored.pledge_set, stored.municipality) == (pledge_set, pledge_set.municipality)


def listed(client, **query):
    return list(
        client.get(admin_url(ProgressReport, "changelist"), query).context["cl"].result_list
    )


def test_new_report_opens_a_rating_for_every_item(client, pledge_set):
    tree(pledge_set, 1, 2)
    data = {
        "pledge_set": pledge_set.pk,
        "title": "取組状況",
        "as_of": "R6.3.31",
        "as_of_text": "令和5年度末",
    }
    assert client.post(admin_url(ProgressReport, "add"), data).status_code == 302
    found = Rating.objects.filter(report__title="取組状況")
    assert [one.item.path for one in found.for_report()] == ["1", "1-1", "1-2"]


def test_list_says_state_and_what_is_missing_newest_first(client, pledge_set):
    first, second = tree(pledge_set, 2)
    said = [{"item": first}, {"item": second, "percent_text": "0"}]
    older = report_in(State.PUBLISHED, said, pledge_set=pledge_set)
    newer = report_in(
        State.RETURNED,
        [{"item": first}, {"item": second}],
        pledge_set=pledge_set,
        as_of="2025-03-31",
    )
    response = client.get(admin_url(ProgressReport, "changelist"))
    found = [(one.pk, one.missing_count) for one in response.context["cl"].result_list]
    assert found == [(newer.pk, 2), (older.pk, 1)]
    page = response.content.decode()
    assert '<span class="badge badge--returned">差戻し</span>' in page
    assert f'<a href="{admin_url(newer, "ratings")}"' in page
    assert "2件" in words(response)


def test_list_is_narrowed_by_set_and_state(client, city, pledge_set):
    draft = ProgressReportFactory(pledge_set=pledge_set)
    other = report_in(State.SUBMITTED, pledge_set=PledgeSetFactory(municipality=city))
    assert listed(client) == [draft, other]
    assert listed(client, pledge_set=other.pledge_set_id) == [other]
    assert listed(client, state="draft") == [draft]


def test_other_citys_reports_are_neither_listed_nor_opened(client, pledge_set):
    report = ProgressReportFactory(pledge_set__name="となり市の公約")
    response = client.get(admin_url(ProgressReport, "changelist"))
    assert report not in response.context["cl"].result_list
    assert "となり市の公約" not in words(response)
    for page in ("change", "ratings", "preview"):
        assert client.get(admin_url(report, page)).status_code == 302


def test_department_sees_the_reports_it_enters_and_opens_none_itself(city, pledge_set):
    own, other = (DepartmentFactory(municipality=city) for _one in range(2))
    [item] = tree(pledge_set, 1)
    report = report_in(State.DRAFT, [{"item": item, "departments": [own]}], pledge_set=pledge_set)
    assert listed(logged_in(editor(own, "pledges"))) == [report]
    assert listed(logged_in(editor(other, "pledges"))) == []
    assert listed(logged_in(editor(own, "projects"))) == []
    assert listed(logged_in(planner(city, "pledges"))) == [report]
    assert (
        logged_in(editor(own, "pledges")).get(admin_url(ProgressReport, "add")).status_code == 403
    )


def test_preview_shows_the_report_and_names_what_is_missing(client, pledge_set):
    top, first, second, third = tree(pledge_set, 1, 3)
    report = ProgressReportFactory(pledge_set=pledge_set, overall_text="59.2")
    RatingFactory(report=report, item=top, not_rated_because="not_stated")
    RatingFactory(report=report, item=first, percent_text="40")
    RatingFactory(report=report, item=second)
    RatingFactory(report=report, item=third, not_rated_because="not_applicable")
    context = client.get(admin_url(report, "preview")).context
    assert [one.item for one in context["missing"]] == [second]
    table = context["table"]
    assert (str(table.overall.published), str(table.overall.computed)) == ("59.2", "40")
    assert [label for label, _url in context["steps"]] == ["提出する"]


@pytest.mark.parametrize("page", ["ratings", "preview"])
@pytest.mark.parametrize("key", ["999999", "x"])
def test_page_of_no_report_leads_back_with_a_message(client, page, key):
    address = admin_url(ProgressReport, page, key)
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_a_fixed_number_of_queries(client, city, rows, django_assert_num_queries):
    for _number in range(rows):
        report = ProgressReportFactory(pledge_set__municipality=city)
        RatingFactory(report=report, departments=[DepartmentFactory(municipality=city)])
    with django_assert_num_queries(6):
        found = client.get(admin_url(ProgressReport, "changelist")).context["cl"].result_list
    assert [one.missing_count for one in found] == [1] * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_costs_a_fixed_number_of_queries(
    client, pledge_set, rows, django_assert_num_queries
):
    report = ProgressReportFactory(pledge_set=pledge_set)
    for item in tree(pledge_set, rows):
        department = DepartmentFactory(municipality=pledge_set.municipality)
        RatingFactory(report=report, item=item, departments=[department], initiatives=["花壇"])
    with django_assert_num_queries(13):
        response = client.get(admin_url(report, "preview"))
    assert len(response.context["missing"]) == rows
