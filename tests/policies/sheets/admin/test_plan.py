"""Plan and scale in the admin, and the pages of the yearly work."""

import pytest

from policies.models import EvaluationSheet, Plan, PlanItem, ProjectLink, RatingGrade
from tests.factories.admin_pages import admin_url, logged_in, messages, refused, words
from tests.factories.policies import (
    MeasureFactory,
    PlanFactory,
    RatingGradeFactory,
    make_policy_city,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(city):
    return logged_in(city.coordinator)


def open_url(city):
    return f"/admin/policies/plan/{city.plan.pk}/open-year/"


def undelivered_url(city):
    return f"/admin/policies/plan/{city.plan.pk}/undelivered/"


# --- 年度を始める, 未提出の一覧 ----------------------------------------------------------------------


def test_year_is_begun_and_the_message_says_what_was_made(client, city):
    assert client.get(open_url(city)).context["form"]["fiscal_year"].value() == "令和2年度"
    response = client.post(open_url(city), {"fiscal_year": "R2"}, follow=True)
    assert messages(response) == ["令和2年度を始めました。評価表1枚と、実績値の欄1件を作りました。"]
    response = client.post(open_url(city), {"fiscal_year": "R2"}, follow=True)
    assert messages(response) == ["令和2年度は、もう始まっています。新しく作ったものはありません。"]
    assert EvaluationSheet.objects.count() == 2


@pytest.mark.parametrize("written", ["", "いつか", "R99", "2099", "平成29年度"])
def test_year_that_cannot_be_is_refused_in_the_form(client, city, written):
    city.plan.first_year = 2018
    city.plan.save()
    response = client.post(open_url(city), {"fiscal_year": written})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert EvaluationSheet.objects.count() == 1


def test_only_the_coordinator_begins_a_year(city):
    for user in (city.editors[0], city.planner):
        assert logged_in(user).post(open_url(city), {"fiscal_year": "R2"}).status_code == 403
    stranger = logged_in(make_policy_city("別の市").coordinator)
    stranger.post(open_url(city), {"fiscal_year": "R2"})
    assert EvaluationSheet.objects.filter(fiscal_year=2020).count() == 0


def test_what_is_not_delivered_is_listed_by_department_and_sheet(client, city):
    client.post(open_url(city), {"fiscal_year": "R2"})
    MeasureFactory(parent=city.measure.parent, text="評価表のない施策")
    response = client.get(undelivered_url(city))
    found = response.context["delivery"]
    rows = [(row.department.name, row.counts, row.waiting) for row in found.rows]
    assert rows == [
        ("見本市市民課", [1, 0, 0, 0, 0], 1),
        ("見本市福祉課", [1, 0, 0, 0, 0], 1),
    ]
    assert "要確認：見本市市民課、見本市福祉課" in words(response)
    assert [item.text for item in found.missing] == ["評価表のない施策"]
    older = client.get(undelivered_url(city), {"fiscal_year": "2019"}).context["delivery"]
    assert [row.waiting for row in older.rows] == [0, 0]
    assert client.get(undelivered_url(city), {"fiscal_year": "x" * 50}).status_code == 200


def test_undelivered_shows_a_department_only_what_it_may_see(city):
    other = make_policy_city("別の市")
    response = logged_in(other.editors[0]).get(undelivered_url(city), follow=True)
    assert "見本市" not in words(response)
    own = logged_in(city.editors[0]).get(undelivered_url(city))
    assert [row.sheet for row in own.context["delivery"].open] == [city.sheet]


# --- Plan and scale -----------------------------------------------------------------------------


def test_add_form_without_plan_is_refused_and_no_error(client, city):
    for model in (PlanItem, RatingGrade, ProjectLink, EvaluationSheet):
        assert client.post(admin_url(model, "add"), {}).status_code == 200


def test_plan_of_another_municipality_cannot_be_chosen(client, city):
    other = PlanFactory()
    response = client.post(
        admin_url(RatingGrade, "add"),
        {"plan": str(other.pk), "code": "B", "label": "努力", "position": "1", "_save": "1"},
    )
    assert "plan" in refused(response)
    assert RatingGrade.objects.filter(plan=other).count() == 0


def test_departments_only_read_plan_and_tree(city):
    client = logged_in(city.editors[0])
    for record in (city.plan, city.measure, city.grade):
        assert client.get(admin_url(record, "change")).status_code == 200
        assert client.post(admin_url(record, "change"), {"name": "よそ"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [(Plan, 6), (RatingGrade, 5)])
def test_lists_cost_the_same_for_one_and_three(
    django_assert_num_queries, client, city, model, queries, count
):
    for _number in range(count - 1):
        RatingGradeFactory(plan=city.plan)
        PlanFactory(municipality=city.municipality)
    with django_assert_num_queries(queries):
        response = client.get(admin_url(model, "changelist"))
    assert len(response.context["cl"].result_list) == count
