"""The single forms: sets, items, reports, ratings, links; forged posts and what lists cost."""

import pytest

from kyodo_portal.organizations.models import Department
from kyodo_portal.publishing.models import Change
from pledges.models import PledgeItem, PledgeSet, ProgressReport, ProjectLink, Rating
from tests.factories.admin_pages import admin_url, logged_in, words
from tests.factories.organizations import (
    DepartmentFactory,
    MunicipalityFactory,
    coordinator,
    editor,
)
from tests.factories.pledge_sets import (
    PledgeItemFactory,
    PledgeSetFactory,
    ProgressReportFactory,
    RatingFactory,
    published_report,
    tree,
)
from tests.factories.projects import ProjectFactory

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


def errors(response) -> str:
    return " ".join(
        str(message)
        for messages in response.context["adminform"].form.errors.values()
        for message in messages
    )


def test_levels_are_edited_with_their_set_and_history_reads_well(client, pledge_set):
    levels = list(pledge_set.levels.all())
    data = {
        "expected_version": 1,
        "municipality": pledge_set.municipality_id,
        "name": pledge_set.name,
        "slug": pledge_set.slug,
        "star_steps": 10,
        "is_published": "on",
        "status_words-TOTAL_FORMS": 0,
        "status_words-INITIAL_FORMS": 0,
        "levels-TOTAL_FORMS": 4,
        "levels-INITIAL_FORMS": 4,
    }
    for number, level in enumerate(levels):
        row = {
            "id": level.pk,
            "place": number + 1,
            "name": "取組" if number == 3 else level.name,
            "roll_up": level.roll_up,
            "rounding": level.rounding,
            "decimals": level.decimals,
        }
        flags = ("has_stars", "has_percent", "is_inferred")
        row |= {name: "on" for name in flags if getattr(level, name)}
        data |= {f"levels-{number}-{name}": value for name, value in row.items()}
    assert client.post(admin_url(pledge_set, "change"), data).status_code == 302
    names = [level.name for level in pledge_set.levels.all()]
    assert names == ["全体", "基本政策", "公約", "取組"]
    assert "段階の名前：取組" in words(client.get(admin_url(pledge_set, "history")))


def test_parent_of_another_set_and_a_cycle_are_refused_when_forged(client, city, pledge_set):
    top, below = tree(pledge_set, 1, 1)
    stranger = PledgeItemFactory(pledge_set__municipality=city)
    data = {"expected_version": 1, "position": 1, "title": "文"}
    for parent in (stranger, below, top, "x", "9" * 30):
        data["parent"] = getattr(parent, "pk", parent)
        response = client.post(admin_url(top, "change"), data)
        assert (response.status_code, bool(errors(response))) == (200, True)
    assert PledgeItem.objects.get(pk=top.pk).parent is None


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


def test_link_to_a_project_of_another_city_is_refused_when_forged(client, pledge_set):
    item = PledgeItemFactory(pledge_set=pledge_set)
    data = {"item": item.pk, "project": ProjectFactory().pk}
    response = client.post(admin_url(ProjectLink, "add"), data)
    assert response.context["adminform"].form.errors["project"]
    data["project"] = ProjectFactory(municipality=pledge_set.municipality).pk
    assert client.post(admin_url(ProjectLink, "add"), data).status_code == 302
    assert ProjectLink.objects.count() == 1


@pytest.mark.parametrize("model", [PledgeSet, PledgeItem, ProgressReport, Rating])
def test_other_citys_records_are_neither_listed_nor_opened(client, pledge_set, model):
    rating = RatingFactory(report=ProgressReportFactory(pledge_set__name="となり市の公約"))
    record = {
        PledgeSet: rating.report.pledge_set,
        PledgeItem: rating.item,
        ProgressReport: rating.report,
        Rating: rating,
    }[model]
    response = client.get(admin_url(model, "changelist"))
    assert record not in response.context["cl"].result_list
    assert "となり市の公約" not in words(response)
    assert client.get(admin_url(record, "change")).status_code == 302


def test_rating_of_a_report_that_was_public_is_not_deleted(client, pledge_set):
    [item] = tree(pledge_set, 1)
    rating = published_report([{"item": item}], pledge_set=pledge_set).ratings.get()
    data = {"post": "yes", "expected_version": rating.version}
    assert client.post(admin_url(rating, "delete"), data).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("model", "queries"), [(PledgeSet, 5), (PledgeItem, 6), (ProgressReport, 6), (Rating, 8)]
)
def test_lists_cost_a_fixed_number_of_queries(
    client, city, model, queries, rows, django_assert_num_queries
):
    for number in range(rows):
        pledge_set = PledgeSetFactory(municipality=city)
        report = ProgressReportFactory(pledge_set=pledge_set)
        departments = [DepartmentFactory(municipality=city)]
        RatingFactory(
            report=report, departments=departments, initiatives=["一", "二"][: number + 1]
        )
    with django_assert_num_queries(queries):
        response = client.get(admin_url(model, "changelist"))
    assert len(response.context["cl"].result_list) == rows
